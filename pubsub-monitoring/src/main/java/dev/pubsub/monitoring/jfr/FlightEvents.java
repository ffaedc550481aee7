package dev.pubsub.monitoring.jfr;

import dev.pubsub.Principal;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;

/**
 * Has the JDK's Flight Recorder record what the buses do, where somebody records: figures once in a
 * period, and what is rare when it happens.
 *
 * <p>The first class of an event that is used takes a tenth of a second, since the JDK then reads
 * what all its own are; so none is before there is a recorder. What the recorder calls, it may call
 * with its own lock held: nothing here calls it with one held.
 */
public final class FlightEvents implements Component {

  private static final Principal SELF = new Principal("system:monitoring");

  private final Batches batches;
  private final Subscribers subscribers;
  private final Breakers breakers;
  private final Begin begin = new Begin();
  private final List<Session> sessions = new ArrayList<>();

  /**
   * Records nothing yet.
   *
   * @param environment of the plugin
   */
  public FlightEvents(Environment environment) {
    this.batches = new Batches(environment.node(), environment.scheduler());
    this.subscribers = new Subscribers(environment.node());
    this.breakers = new Breakers(environment.node());
  }

  /**
   * Adds the events.
   *
   * @param parts what the plugin contributes so far
   */
  public void contribute(Contributions.Builder parts) {
    parts.component(this).observer(subscribers);
  }

  /** Asks for figures from the first recording on. */
  private final class Begin implements FlightRecorderListener {

    @Override
    public void recorderInitialized(FlightRecorder recorder) {
      FlightRecorder.addPeriodicEvent(PublishBatch.class, batches);
    }
  }

  @Override
  public void start(Gateway gateway) {
    for (String bus : gateway.buses()) {
      Session session = gateway.open(bus, SELF, SessionOptions.DEFAULT);
      sessions.add(session);
      batches.watch(session);
      if (bus.equals(Breakers.BUS)) {
        session.subscribe(Breakers.TOPICS, SubscribeOptions.DEFAULT, breakers);
      }
    }
    FlightRecorder.addListener(begin);
  }

  @Override
  public void stop() {
    FlightRecorder.removeListener(begin);
    FlightRecorder.removePeriodicEvent(batches);
    batches.end();
    sessions.forEach(Session::close);
  }
}
