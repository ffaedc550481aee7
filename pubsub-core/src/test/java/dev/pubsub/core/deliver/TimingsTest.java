package dev.pubsub.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimingsTest {

  private final Timings timings = new Timings();

  @Test
  void whereNothingWasMeasuredNothingTookTime() {
    assertThat(timings.at(0.5)).isZero();
    assertThat(timings.at(0.99)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 7, 8, 1000, 4095, 4096, 999_999, 60_000_000_000L, 1L << 62})
  void aTimeIsRightToWithinAFifth(long nanos) {
    timings.took(nanos, 1);

    assertThat(timings.at(0.5).toNanos()).isCloseTo(nanos, withinPercentage(20));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 3})
  void whatTakesNoTimeAtAllTakesSomeNanoseconds(long nanos) {
    timings.took(nanos, 1);

    assertThat(timings.at(1)).isBetween(Duration.ofNanos(1), Duration.ofNanos(5));
  }

  @Test
  void whatStandsForManyCallsCountsForAsMany() {
    timings.took(1000, 98);
    timings.took(1_000_000, 2);

    assertThat(timings.at(0.98).toNanos()).isCloseTo(1000, withinPercentage(20));
    assertThat(timings.at(0.99).toNanos()).isCloseTo(1_000_000, withinPercentage(20));
  }

  @Test
  void whatIsOldIsForgotten() {
    timings.took(1000, 1);
    timings.turn();
    assertThat(timings.at(1)).isPositive();
    timings.turn();
    assertThat(timings.at(1)).isZero();
  }
}
