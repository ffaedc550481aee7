package dev.pubsub.monitoring.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pubsub.monitoring.performance.Trend.Course;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The arithmetic, against plain models and planted truths. */
final class AnalysisProperties {

  @Property(tries = 300)
  void theLastIntervalsAreKeptAndThoseOfTheFrameAreFound(
      @ForAll @IntRange(min = 1, max = 20) int capacity,
      @ForAll @Size(max = 60) List<@IntRange(max = 5) Integer> gaps,
      @ForAll @IntRange(max = 120) int frame) {
    Samples ring = new Samples(capacity);
    List<Sample> all = new ArrayList<>();
    long second = 0;
    for (int gap : gaps) {
      second += gap;
      Sample sample = Sample.zero(Duration.ofSeconds(second).toNanos(), ManualTime.START);
      ring.add(sample);
      all.add(sample);
    }
    ring.add(Sample.zero(Duration.ofSeconds(second + 1).toNanos(), ManualTime.START));
    all.add(Sample.zero(Duration.ofSeconds(second + 1).toNanos(), ManualTime.START));

    List<Sample> last = all.subList(Math.max(0, all.size() - capacity - 1), all.size());
    long earliest = Duration.ofSeconds(second + 1 - frame).toNanos();
    List<Interval> expected = new ArrayList<>();
    for (int i = 1; i < last.size(); i++) {
      boolean passed = last.get(i).nanos() > last.get(i - 1).nanos();
      if (passed && last.get(i - 1).nanos() >= earliest) {
        expected.add(new Interval(last.get(i - 1), last.get(i)));
      }
    }
    assertThat(ring.within(Duration.ofSeconds(frame))).isEqualTo(expected);
  }

  @Property(tries = 300)
  void theSlopeOfALineIsFoundThroughNoise(
      @ForAll @DoubleRange(min = -5, max = 5) double perSecond,
      @ForAll @IntRange(min = 30, max = 200) int count,
      @ForAll long seed) {
    Random random = new Random(seed);
    double[] seconds = IntStream.range(0, count).mapToDouble(i -> i * 10).toArray();
    double[] values =
        IntStream.range(0, count)
            .mapToDouble(i -> 10_000 + perSecond * seconds[i] + random.nextDouble() - 0.5)
            .toArray();
    assertThat(Trend.of(seconds, values).perMinute()).isCloseTo(60 * perSecond, within(0.3));
  }

  @Property(tries = 300)
  void whatClimbsByAFifthIsRisingAndBackwardsItIsFalling(
      @ForAll @IntRange(min = 10, max = 200) int count,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double scale,
      @ForAll long seed) {
    Random random = new Random(seed);
    double[] seconds = IntStream.range(0, count).mapToDouble(i -> i * 10).toArray();
    double[] up = new double[count];
    double[] down = new double[count];
    for (int i = 0; i < count; i++) {
      up[i] = scale * (1 + 0.2 * i / (count - 1) + 0.02 * random.nextDouble());
      down[count - 1 - i] = up[i];
    }
    assertThat(Trend.of(seconds, up).course()).isEqualTo(Course.RISING);
    assertThat(Trend.of(seconds, down).course()).isEqualTo(Course.FALLING);
  }

  @Property(tries = 300)
  void whatStaysWithinATwentiethIsSteady(
      @ForAll @IntRange(min = 1, max = 200) int count, @ForAll long seed) {
    Random random = new Random(seed);
    double[] seconds = IntStream.range(0, count).mapToDouble(i -> i * 10).toArray();
    double[] values =
        IntStream.range(0, count).mapToDouble(i -> 100 + 5 * random.nextDouble()).toArray();
    assertThat(Trend.of(seconds, values).course()).isEqualTo(Course.STEADY);
  }
}
