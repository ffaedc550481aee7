package dev.pubsub.monitoring;

import dev.pubsub.config.Setting;
import dev.pubsub.config.Settings;
import dev.pubsub.monitoring.alert.Alerts;
import dev.pubsub.monitoring.jfr.FlightEvents;
import dev.pubsub.monitoring.meter.Meters;
import dev.pubsub.monitoring.observation.ObservedPublishing;
import dev.pubsub.monitoring.performance.Performance;
import dev.pubsub.monitoring.trace.Tracing;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.stream.Stream;

/**
 * The plugin {@code monitoring}: alerts, and meters of every bus at {@code GET /metrics}, and for
 * programs in the {@link MeterRegistry} that each bus has as an extension. Own meters that are
 * registered there are shown, too. How fast buses were over a while is at {@code GET
 * /api/performance}, the way of a signal at {@code GET /api/trace/ID}; the JDK's Flight Recorder is
 * told, too, where there is one.
 */
public final class MonitoringPlugin implements Plugin {

  static final Setting<Boolean> ENABLED =
      Setting.flag(
          "enabled",
          true,
          "Whether buses are watched: meters at GET /metrics and as a MeterRegistry, and alerts.");

  static final Setting<Boolean> JVM =
      Setting.flag(
          "jvm", true, "Whether there are meters of the JVM, too: memory, collections, threads.");

  private final ObservationRegistry observations;

  /** A plugin that has done nothing yet. */
  public MonitoringPlugin() {
    this(ObservationRegistry.NOOP);
  }

  /**
   * A plugin that has done nothing yet, and observes each publish once it runs. What subscribers do
   * is observed where an {@link dev.pubsub.monitoring.observation.ObservedSubscriber} stands in
   * front of them.
   *
   * @param observations the registry of the application, with its handlers, such as those that make
   *     spans
   */
  public MonitoringPlugin(ObservationRegistry observations) {
    this.observations = observations;
  }

  @Override
  public String id() {
    return "monitoring";
  }

  @Override
  public List<Setting<?>> settings() {
    return Stream.of(List.of(ENABLED, JVM), Alerts.SETTINGS, Performance.SETTINGS)
        .<Setting<?>>flatMap(List::stream)
        .toList();
  }

  @Override
  public Contributions install(Environment environment) {
    Settings settings = environment.settings();
    if (!settings.get(ENABLED)) {
      return Contributions.builder().build();
    }
    Meters meters = new Meters(environment.node(), settings.get(JVM), environment.scheduler());
    Tracing tracing = new Tracing();
    Contributions.Builder contributions =
        Contributions.builder()
            .component(meters)
            .endpoint(meters.endpoint())
            .observer(meters.observer())
            .component(tracing)
            .endpoint(tracing.endpoint())
            .extension(MeterRegistry.class, bus -> meters.registry());
    if (!observations.isNoop()) {
      contributions.interceptor(new ObservedPublishing(observations));
    }
    if (ModuleLayer.boot().findModule("jdk.jfr").isPresent()) {
      new FlightEvents(environment).contribute(contributions);
    }
    new Alerts(environment).contribute(contributions);
    Performance.contribute(environment, contributions);
    return contributions.build();
  }
}
