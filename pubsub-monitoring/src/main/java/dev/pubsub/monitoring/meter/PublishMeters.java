package dev.pubsub.monitoring.meter;

import dev.pubsub.spi.flow.Observer;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How long publishes take and to how many they go, of a sample of them. Nothing is noted, and
 * nothing of Micrometer is loaded, before there are meters to note it in.
 */
final class PublishMeters implements Observer {

  private static final Duration[] LATENCIES = {
    micros(1),
    micros(3),
    micros(10),
    micros(30),
    micros(100),
    micros(300),
    micros(1_000),
    micros(10_000),
    micros(100_000),
    micros(1_000_000)
  };

  private static final double[] FAN_OUTS = {1, 3, 10, 30, 100, 300, 1_000, 10_000};

  private volatile Map<String, Meters> buses = Map.of();

  private record Meters(Timer latency, DistributionSummary fanOut) {

    static Meters of(String bus, MeterRegistry registry) {
      return new Meters(
          Timer.builder("pubsub.publish.latency")
              .description("How long publishes take, a sample of about one in 64")
              .tag("bus", bus)
              .serviceLevelObjectives(LATENCIES)
              .register(registry),
          DistributionSummary.builder("pubsub.publish.fanout")
              .description("To how many subscriptions publishes go, of the same sample")
              .tag("bus", bus)
              .serviceLevelObjectives(FAN_OUTS)
              .register(registry));
    }
  }

  private static Duration micros(long count) {
    return Duration.ofNanos(count * 1_000);
  }

  /** Has a registry show them from now on. */
  void bindTo(MeterRegistry registry, List<String> names) {
    buses =
        names.stream()
            .collect(Collectors.toMap(Function.identity(), bus -> Meters.of(bus, registry)));
  }

  @Override
  public void sampled(String bus, String topic, int matched, long nanos) {
    Meters meters = buses.get(bus);
    if (meters != null) {
      meters.latency().record(nanos, TimeUnit.NANOSECONDS);
      meters.fanOut().record(matched);
    }
  }
}
