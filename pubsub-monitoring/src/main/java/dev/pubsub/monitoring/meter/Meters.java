package dev.pubsub.monitoring.meter;

import dev.pubsub.Principal;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Gauge;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.spi.flow.Observer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The meters of all buses. They are made for whoever asks first. */
public final class Meters implements Component {

  private static final Principal SELF = new Principal("system:monitoring");

  private final String node;
  private final boolean jvm;
  private final Scheduler time;
  private final List<Session> sessions = new ArrayList<>();
  private final PublishMeters publishes = new PublishMeters();
  private Map<String, List<Gauge>> gauges = Map.of();
  private @Nullable Registry registry;

  /**
   * None yet.
   *
   * @param node the name of this node, a tag of every meter
   * @param jvm whether to measure the JVM, too
   * @param time how old figures are
   */
  public Meters(String node, boolean jvm, Scheduler time) {
    this.node = node;
    this.jvm = jvm;
    this.time = time;
  }

  @Override
  public synchronized void start(Gateway gateway) {
    gateway
        .buses()
        .forEach(bus -> sessions.add(gateway.open(bus, SELF, SessionOptions.ofCapacity(1))));
    gauges = gateway.gauges();
  }

  /**
   * All meters, and those that are added.
   *
   * @return the same as long as the assembly is open
   */
  public MeterRegistry registry() {
    return made().meters();
  }

  /**
   * Looks at a sample of publishes.
   *
   * @return what notes them once somebody has asked for meters
   */
  public Observer observer() {
    return publishes;
  }

  /**
   * Shows all meters to whoever collects them.
   *
   * @return {@code GET /metrics}, in the format of Prometheus or as OpenMetrics
   */
  public Endpoint endpoint() {
    return new Scrape(this::made).endpoint();
  }

  private synchronized Registry made() {
    Registry made = registry;
    if (made == null) {
      made = new Registry(node, jvm, sessions, gauges, time);
      registry = made;
      publishes.bindTo(made.meters(), sessions.stream().map(Session::name).toList());
    }
    return made;
  }

  @Override
  public synchronized void stop() {
    if (registry != null) {
      registry.close();
    }
    sessions.forEach(Session::close);
    sessions.clear();
  }
}
