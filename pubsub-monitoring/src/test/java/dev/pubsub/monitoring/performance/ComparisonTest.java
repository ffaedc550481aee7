package dev.pubsub.monitoring.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is called a regression, on samples whose truth is known. Chance has seeds. */
final class ComparisonTest {

  private static final int INTERVALS = 30;
  private static final int CALLS = 500;

  private static List<Double> draw(DoubleSupplier figure) {
    return DoubleStream.generate(figure).limit(INTERVALS).boxed().toList();
  }

  /** Signals per second that go up and down by a twentieth. */
  private static List<Double> throughput(Random random, double mean) {
    return draw(() -> mean * (1 + 0.05 * random.nextGaussian()));
  }

  /** The p99 of as many calls as an interval may have, as a bus tells it: in steps of a fifth. */
  private static List<Double> p99(Random random, double median) {
    return draw(
        () -> {
          double[] calls =
              DoubleStream.generate(() -> median * Math.exp(0.5 * random.nextGaussian()))
                  .limit(CALLS)
                  .sorted()
                  .toArray();
          return asTold(calls[CALLS * 99 / 100]);
        });
  }

  private static double asTold(double value) {
    double power = Math.pow(2, Math.floor(Math.log(value) / Math.log(2)));
    return power * (1 + (Math.floor((value / power - 1) * 4) + 0.5) / 4);
  }

  private static boolean regressed(Watched watched, List<Double> before, List<Double> now) {
    return Comparison.of(watched, before, now).orElseThrow().regressed();
  }

  private static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @Test
  void pairsOfTheSameDistributionAreNotFlagged() {
    assertThat(seeds())
        .noneMatch(
            seed -> {
              Random random = new Random(seed);
              return regressed(
                  Watched.DELIVERED, throughput(random, 1000), throughput(random, 1000));
            });
    assertThat(seeds())
        .noneMatch(
            seed -> {
              Random random = new Random(seed);
              return regressed(Watched.PROCESSING_P99, p99(random, 2), p99(random, 2));
            });
  }

  @Test
  void aFifthLessThroughputIsFlagged() {
    assertThat(seeds())
        .allMatch(
            seed -> {
              Random random = new Random(seed);
              return regressed(
                  Watched.DELIVERED, throughput(random, 1000), throughput(random, 800));
            });
  }

  @Test
  void processingThatTakesHalfAsLongAgainIsFlagged() {
    assertThat(seeds())
        .allMatch(
            seed -> {
              Random random = new Random(seed);
              return regressed(Watched.PROCESSING_P99, p99(random, 2), p99(random, 3));
            });
  }

  @Test
  void whatIsBetterIsNotFlagged() {
    Random random = new Random(1);
    assertThat(regressed(Watched.DELIVERED, throughput(random, 1000), throughput(random, 2000)))
        .isFalse();
    assertThat(regressed(Watched.PROCESSING_P99, p99(random, 3), p99(random, 1))).isFalse();
  }

  @Test
  void aSureButSmallDifferenceIsNotFlagged() {
    Random random = new Random(1);
    List<Double> before = draw(() -> 1000 + random.nextGaussian());
    List<Double> now = draw(() -> 940 + random.nextGaussian());
    Comparison small = Comparison.of(Watched.DELIVERED, before, now).orElseThrow();
    assertThat(small.deviate()).isLessThan(-3.09);
    assertThat(small.regressed()).isFalse();
  }

  @Test
  void aLargeButUnsureDifferenceIsNotFlagged() {
    List<Double> before = list(10, 100);
    Comparison unsure = Comparison.of(Watched.DELIVERED, before, list(13, 100)).orElseThrow();
    assertThat(unsure.before()).isEqualTo(100);
    assertThat(unsure.now()).isEqualTo(1);
    assertThat(unsure.regressed()).isFalse();
  }

  /** Twenty-five values, so many of them one and the others as given. */
  private static List<Double> list(int ones, double other) {
    double[] values = new double[25];
    Arrays.fill(values, other);
    Arrays.fill(values, 0, ones, 1);
    return Arrays.stream(values).boxed().toList();
  }

  @Test
  void fromNothingToAFewIsNotFlaggedAndToManyIsAndHalfOfThatIsNoRecovery() {
    List<Double> none = list(0, 0);
    assertThat(regressed(Watched.DROPPED, none, list(0, 0.9))).isFalse();
    assertThat(regressed(Watched.DROPPED, none, list(0, 1))).isTrue();
    assertThat(Comparison.of(Watched.DROPPED, none, list(0, 0.6)).orElseThrow().recovered())
        .isFalse();
    assertThat(Comparison.of(Watched.DROPPED, none, list(0, 0.5)).orElseThrow().recovered())
        .isTrue();
  }

  @Test
  void callsThatTakeNanosecondsLongerAreNotFlagged() {
    assertThat(regressed(Watched.PROCESSING_P50, list(0, 7e-5), list(0, 2e-4))).isFalse();
    assertThat(regressed(Watched.PROCESSING_P99, list(0, 0.1), list(0, 1))).isFalse();
    assertThat(regressed(Watched.PROCESSING_P99, list(0, 0.1), list(0, 1.1))).isTrue();
  }

  @Test
  void ofTooFewValuesNothingIsSaid() {
    List<Double> few = list(0, 1).subList(0, 19);
    assertThat(Comparison.of(Watched.DROPPED, few, list(0, 9))).isEmpty();
    assertThat(Comparison.of(Watched.DROPPED, list(0, 9), few)).isEmpty();
  }

  /** U is a count of pairs: in 3 of 24 the later value is the larger one. */
  @Test
  void theDeviateOfAnExampleDoneByHand() {
    List<Double> before = List.of(11.0, 12.0, 13.0, 14.0, 15.0, 16.0);
    List<Double> now = List.of(1.0, 2.0, 3.0, 13.5);
    assertThat(MannWhitney.deviate(before, now))
        .isCloseTo(-(12 - 3 - 0.5) / Math.sqrt(24 * 11 / 12.0), within(1e-12));
  }
}
