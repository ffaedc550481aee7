package dev.pubsub.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pubsub.BusPace;
import dev.pubsub.BusStats;
import dev.pubsub.DropReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bus that is looked at every five seconds, and of which something is promised. */
final class ObjectiveLookTest {

  private static final Duration STEP = Duration.ofSeconds(5);

  private int perStep = 10_000;
  private long now = -7;
  private long good;
  private long bad;
  private Duration p99 = Duration.ofMillis(10);
  private ObjectiveLook look = of("default deliveries 99.9");
  private List<Rule> holding = new ArrayList<>();

  private ObjectiveLook of(String objective) {
    return new ObjectiveLook(Objective.parse(objective).get(0), now);
  }

  private BusStats stats() {
    return new BusStats(
        good,
        bad,
        good,
        Map.of(DropReason.OVERFLOW, bad, DropReason.REPLACED, 10 * good),
        1,
        Map.of(),
        0,
        0,
        Map.of("OVERLOADED", bad, "BAD_TOPIC", 10 * good, "RATE_LIMITED", 10 * good),
        0,
        0,
        new BusPace(0, 0, p99, p99),
        0,
        0);
  }

  private void step(double share) {
    now += STEP.toNanos();
    long errors = Math.round(share * perStep);
    bad += errors;
    good += perStep - errors;
    holding =
        look.look(stats(), now).stream()
            .filter(Reading::holds)
            .map(reading -> reading.cause().rule())
            .toList();
  }

  private void pass(Duration time, double share) {
    for (long left = time.dividedBy(STEP); left > 0; left--) {
      step(share);
      assertThat(holding).isEmpty();
    }
  }

  private Duration until(BooleanSupplier so, double share) {
    long began = now;
    while (!so.getAsBoolean()) {
      step(share);
      assertThat(now - began).isLessThan(Duration.ofDays(1).toNanos());
    }
    return Duration.ofNanos(now - began);
  }

  @ParameterizedTest
  @CsvSource({"default deliveries 99.9, 0.001", "default publishes 99, 0.05"})
  void aStreamThatKeepsItsObjectiveOrNearlyBurnsForNoTime(String objective, double share) {
    look = of(objective);
    pass(Duration.ofHours(26), share);
  }

  /** The time to detect is limit * allowed / share of the long window, as the workbook has it. */
  @ParameterizedTest
  @CsvSource({
    "default deliveries 99.9, 1, 52, 130",
    "default deliveries 99.9, 0.1, 518, 1296",
    "default deliveries 99.9, 0.02, 2592, 6480",
    "default deliveries 99.9, 0.01, 0, 12960",
    "default publishes 99, 0.5, 1037, 2592"
  })
  void theMoreItLosesTheSoonerItIsTold(String objective, double share, long fast, long slow) {
    look = of(objective);
    pass(Duration.ofHours(7), 0);
    Duration toFast =
        fast == 0 ? Duration.ZERO : until(() -> holding.contains(Rule.BURN_RATE_FAST), share);
    Duration toSlow = until(() -> holding.contains(Rule.BURN_RATE_SLOW), share).plus(toFast);

    if (fast != 0) {
      assertThat(toFast.toSeconds()).isCloseTo(fast, within(65L));
    }
    assertThat(toSlow.toSeconds()).isCloseTo(slow, within(65L));
    assertThat(holding.contains(Rule.BURN_RATE_FAST)).isEqualTo(fast != 0);
  }

  @Test
  void whatIsOverBurnsNoLongerThanTheShortWindow() {
    pass(Duration.ofHours(7), 0);
    IntStream.range(0, 120).forEach(i -> step(0.5));
    assertThat(holding).hasSize(2);
    Duration fast = until(() -> !holding.contains(Rule.BURN_RATE_FAST), 0);
    Duration slow = until(() -> holding.isEmpty(), 0).plus(fast);

    assertThat(fast).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
    assertThat(slow).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(31));
    pass(Duration.ofHours(8), 0.0005);
  }

  @Test
  void aFewErrorsOnAQuietBusAreNoRate() {
    for (int error = 0; error < 9; error++) {
      bad++;
      step(0);
      assertThat(holding).isEmpty();
    }
  }

  @Test
  void oneSlowCallOnAQuietBusIsNoRate() {
    look = of("default processing 50ms 99");
    p99 = Duration.ofSeconds(1);
    perStep = 1;
    pass(Duration.ofHours(1), 0);
  }

  @Test
  void slowCallsAreCountedByTheTimeInWhichTheyWere() {
    look = of("default processing 50ms 99");
    pass(Duration.ofHours(7), 0);
    p99 = Duration.ofMillis(50);
    pass(Duration.ofHours(1), 0);
    p99 = Duration.ofMillis(51);
    Duration fast = until(() -> holding.contains(Rule.BURN_RATE_FAST), 0);
    assertThat(fast.toSeconds()).isCloseTo(518, within(65L));

    // Where nothing is called nothing is slow, and nothing is as it should be, either.
    perStep = 0;
    until(() -> holding.isEmpty(), 0);
    assertThat(look.fields().get("burn_rate")).asString().contains("5m=0.0");
  }

  @Test
  void whoAsksIsToldHowFastItBurns() {
    pass(Duration.ofMinutes(2), 0.002);
    assertThat(look.fields())
        .containsEntry("bus", "default")
        .containsEntry("objective", "deliveries 99.9");
    assertThat(look.fields().get("burn_rate"))
        .asString()
        .matches("\\{5m=(2\\.0|1\\.9999).*, 60m=.*, 30m=.*, 360m=.*}");
  }
}
