package dev.pubsub.core.functional;

import static dev.pubsub.core.functional.Told.PATIENCE;
import static dev.pubsub.core.functional.Told.fields;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.core.Preset;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.edge.Health;
import dev.pubsub.spi.edge.HealthCheck;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the bus {@code health} hears of the parts of plugins. */
final class HealthFeedTest {

  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private volatile Health disk = Health.UP;
  private volatile Health mail = Health.UP;

  private final Contributions checks =
      Contributions.builder()
          .healthCheck(HealthCheck.of("disk", () -> disk).asVital())
          .healthCheck(HealthCheck.of("mail", () -> mail).needing("disk"))
          .build();

  @Test
  void healthHearsOfPartsThatFallIllAndAreWellAgainOnceEach() throws Exception {
    try (ManualBus on = ManualBus.with(checks, "pubsub.presets", "true")) {
      RecordingSubscriber health = Told.by(on.pubsub, Preset.HEALTH, "process_health:**");
      on.time.advance(INTERVAL);
      disk = Health.down("it is full");
      mail = Health.degraded("letters wait");
      on.time.advance(INTERVAL);
      on.time.advance(INTERVAL);
      disk = Health.degraded("it is nearly full");
      on.time.advance(INTERVAL);
      disk = Health.UP;
      on.time.advance(INTERVAL);

      List<Signal> told = health.await(4, PATIENCE);
      assertThat(told)
          .extracting(signal -> signal.topic() + " " + signal.type())
          .containsExactly(
              "process_health:disk process_down",
              "process_health:mail process_degraded",
              "process_health:disk process_degraded",
              "process_health:disk process_up");
      assertThat(fields(told.get(0)))
          .containsEntry("component", "disk")
          .containsEntry("status", "down")
          .containsEntry("metadata", Map.of("detail", "it is full", "vital", true));
      assertThat(fields(told.get(1)))
          .containsEntry(
              "metadata", Map.of("detail", "letters wait", "vital", false, "because", "disk"));
    }
  }

  @Test
  void whatTheBusRefusesIsToldOnceItAccepts() throws Exception {
    try (ManualBus on =
        ManualBus.with(
            checks, "pubsub.presets", "true", "pubsub.bus.health.topics.mode", "declared")) {
      RecordingSubscriber health = Told.by(on.pubsub, Preset.HEALTH, "process_health:**");
      disk = Health.down("it is full");
      on.time.advance(INTERVAL);
      assertThat(on.pubsub.bus("health").stats().rejected()).isEqualTo(1);
      on.pubsub.bus("health").topics().create("process_health:disk");
      on.time.advance(INTERVAL);
      on.time.advance(INTERVAL);

      assertThat(health.await(1, PATIENCE))
          .extracting(Signal::type)
          .containsExactly("process_down");
      assertThat(on.pubsub.bus("health").stats().published()).isEqualTo(1);
    }
  }

  @Test
  void aCheckIsNotAskedWhereThatBusDoesNotRun() {
    Contributions failing =
        Contributions.builder()
            .healthCheck(
                HealthCheck.of(
                    "disk",
                    () -> {
                      disk = Health.down("it was asked");
                      return disk;
                    }))
            .build();
    try (ManualBus on = ManualBus.with(failing, "pubsub.buses", "metrics")) {
      on.time.advance(INTERVAL);

      assertThat(on.pubsub.bus("metrics").stats().published()).isPositive();
      assertThat(disk).isEqualTo(Health.UP);
    }
  }
}
