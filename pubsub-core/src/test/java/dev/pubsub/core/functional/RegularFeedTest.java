package dev.pubsub.core.functional;

import static dev.pubsub.core.functional.Told.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.core.Preset;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What components have to say again and again. */
final class RegularFeedTest {

  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final AtomicInteger asked = new AtomicInteger();

  private Map<String, ?> count() {
    return Map.of("count", asked.incrementAndGet());
  }

  @Test
  void aFactIsToldInEveryRoundWhateverAnotherThrows() throws Exception {
    try (ManualBus on = new ManualBus("pubsub.presets", "true")) {
      RecordingSubscriber diagnostics =
          Told.by(on.pubsub, Preset.DIAGNOSTICS, "diagnostics:connection_pool");
      Gateway gateway = on.pubsub.gateway();
      gateway.tellRegularly(
          "diagnostics",
          "diagnostics:broken",
          "broken",
          () -> {
            throw new IllegalStateException("thrown on purpose");
          });
      gateway.tellRegularly(
          "diagnostics", "diagnostics:connection_pool", "connection_pool", this::count);
      on.time.advance(INTERVAL.minusMillis(1));
      assertThat(asked).hasValue(0);
      on.time.advance(Duration.ofMillis(1));
      on.time.advance(INTERVAL);

      long start = ManualTime.START.toEpochMilli();
      assertThat(diagnostics.await(2, PATIENCE))
          .extracting(Told::fields)
          .containsExactly(
              Map.of("event_type", "connection_pool", "timestamp", start + 10_000, "count", 1),
              Map.of("event_type", "connection_pool", "timestamp", start + 20_000, "count", 2));
    }
  }

  @Test
  void nobodyIsAskedWhereTheBusDoesNotRunOrTheIntervalIsNone() {
    try (ManualBus without = new ManualBus("pubsub.buses", "metrics");
        ManualBus never = new ManualBus("pubsub.presets", "true", "pubsub.feeds.interval", "0s")) {
      for (ManualBus on : new ManualBus[] {without, never}) {
        on.pubsub.gateway().tellRegularly("diagnostics", "diagnostics:a", "a", this::count);
        on.time.advance(INTERVAL);
      }

      assertThat(without.pubsub.bus("metrics").stats().published()).isPositive();
      assertThat(asked).hasValue(0);
    }
  }
}
