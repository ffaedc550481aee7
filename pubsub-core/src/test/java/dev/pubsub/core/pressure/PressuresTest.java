package dev.pubsub.core.pressure;

import static dev.pubsub.spi.flow.PressureLevel.CRITICAL;
import static dev.pubsub.spi.flow.PressureLevel.HIGH;
import static dev.pubsub.spi.flow.PressureLevel.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.spi.flow.PressureLevel;
import dev.pubsub.spi.flow.Relief;
import dev.pubsub.testkit.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PressuresTest {

  private final List<String> log = new ArrayList<>();
  private final Pressures pressures = new Pressures(new ManualTime());

  private Relief relief(String name, PressureLevel level, String... resources) {
    return new Relief(
        level, Set.of(resources), name, () -> log.add("+" + name), () -> log.add("-" + name));
  }

  @Test
  void whatIsReportedIsKnownAndTheWorstOfItIsTheLevel() {
    assertThat(pressures.level()).isEqualTo(NORMAL);
    pressures.report("heap", HIGH);
    pressures.report("disk", CRITICAL);
    pressures.report("disk", NORMAL);

    assertThat(pressures.level()).isEqualTo(HIGH);
    assertThat(pressures.levels()).isEqualTo(Map.of("heap", HIGH, "disk", NORMAL));
  }

  @Test
  void thingsAreGivenUpInOrderAndTakenBackInReverse() {
    pressures.begin(List.of(relief("last", CRITICAL), relief("1", HIGH), relief("2", HIGH)));
    pressures.report("heap", CRITICAL);
    pressures.report("heap", CRITICAL);
    pressures.report("heap", HIGH);
    pressures.report("heap", NORMAL);

    assertThat(log).containsExactly("+1", "+2", "+last", "-last", "-2", "-1");
  }

  @Test
  void nothingIsTakenBackWhileAnotherResourceIsScarce() {
    pressures.begin(List.of(relief("any", HIGH)));
    pressures.report("heap", HIGH);
    pressures.report("disk", HIGH);
    pressures.report("heap", NORMAL);
    assertThat(log).containsExactly("+any");
    pressures.report("disk", NORMAL);

    assertThat(log).containsExactly("+any", "-any");
  }

  @Test
  void whatIsForOneResourceIsNotGivenUpForAnother() {
    pressures.begin(List.of(relief("for the heap", HIGH, "heap", "direct")));
    pressures.report("disk", CRITICAL);
    assertThat(log).isEmpty();
    pressures.report("direct", HIGH);

    assertThat(log).containsExactly("+for the heap");
  }

  @Test
  void aReminderGivesUpOnceMoreWhatIsGivenUp() {
    pressures.begin(List.of(relief("1", HIGH), relief("2", CRITICAL)));
    pressures.remind();
    assertThat(log).isEmpty();
    pressures.report("heap", HIGH);
    pressures.remind();

    assertThat(log).containsExactly("+1", "+1");
  }

  @Test
  void oneThatFailsKeepsNoOtherFromItsTurn() {
    Relief broken =
        new Relief(
            HIGH,
            Set.of(),
            "what is broken",
            () -> {
              throw new IllegalStateException("broken on purpose");
            },
            () -> {
              throw new IllegalStateException("broken on purpose");
            });
    pressures.begin(List.of(broken, relief("1", HIGH)));
    pressures.report("heap", HIGH);
    pressures.report("heap", NORMAL);

    assertThat(log).containsExactly("+1", "-1");
  }

  @Test
  void whatWasReportedBeforeTheReliefsWereKnownCounts() {
    pressures.report("heap", HIGH);
    pressures.begin(List.of(relief("1", HIGH)));

    assertThat(log).containsExactly("+1");
  }

  @Test
  void nobodyWhoReportsWaitsForWhatAnotherThreadGivesUp() {
    Relief slow =
        new Relief(
            HIGH,
            Set.of(),
            "slowly",
            () -> {
              log.add("+slowly");
              CompletableFuture.runAsync(() -> pressures.report("disk", CRITICAL))
                  .orTimeout(30, TimeUnit.SECONDS)
                  .join();
              log.add("ready");
            },
            () -> log.add("-slowly"));
    pressures.begin(List.of(slow, relief("last", CRITICAL)));
    pressures.report("heap", HIGH);

    assertThat(pressures.level()).isEqualTo(CRITICAL);
    assertThat(log).containsExactly("+slowly", "ready", "+last");
  }

  @Test
  void whatIsReportedWhileGivingUpHasItsTurnAfterwards() {
    Relief enough =
        new Relief(
            HIGH,
            Set.of(),
            "what is enough",
            () -> {
              log.add("+enough");
              pressures.report("heap", NORMAL);
              log.add("reported");
            },
            () -> log.add("-enough"));
    pressures.begin(List.of(enough, relief("never", HIGH)));
    pressures.report("heap", HIGH);

    assertThat(log).containsExactly("+enough", "reported", "-enough");
  }
}
