package dev.pubsub.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class BackoffProperties {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  @Property
  void itIsAnyTimeUpToABoundThatDoubles(
      @ForAll @IntRange(min = 1, max = 1000) int failed, @ForAll long seed) {
    Backoff backoff = new Backoff(FIRST, LONGEST, new Random(seed));
    double bound = Math.min(60, Math.pow(2, failed - 1)) * 1e9;
    long[] times = LongStream.range(0, 200).map(i -> backoff.after(failed).toNanos()).toArray();

    assertThat(LongStream.of(times).min().orElseThrow()).isBetween(0L, (long) (bound / 4));
    assertThat(LongStream.of(times).max().orElseThrow())
        .isBetween((long) (bound * 3 / 4), (long) bound);
  }
}
