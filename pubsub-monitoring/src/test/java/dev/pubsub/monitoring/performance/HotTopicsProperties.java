package dev.pubsub.monitoring.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.monitoring.performance.SpaceSaving.Range;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** What is promised of counts, against counting all. */
final class HotTopicsProperties {

  /** Few topics have most of the signals. */
  @Provide
  Arbitrary<List<String>> signals() {
    return Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.integers().between(0, 2)),
            Tuple.of(3, Arbitraries.integers().between(3, 12)),
            Tuple.of(2, Arbitraries.integers().between(13, 200)))
        .map(number -> "t:" + number)
        .list()
        .ofMaxSize(400);
  }

  private static Map<String, Long> exact(List<String> signals) {
    return signals.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static void check(Map<String, Long> exact, Map<String, Range> found, double bound) {
    found.forEach(
        (topic, range) -> {
          assertThat(exact.getOrDefault(topic, 0L))
              .as(topic)
              .isBetween(range.atLeast(), range.atMost());
          assertThat((double) range.atMost() - range.atLeast())
              .as(topic)
              .isLessThanOrEqualTo(bound);
        });
    exact.forEach(
        (topic, count) -> {
          if (count > bound) {
            assertThat(found).containsKey(topic);
          }
        });
  }

  @Property(tries = 500)
  void noCountIsFurtherOffThanTheBound(
      @ForAll("signals") List<String> signals, @ForAll @IntRange(min = 1, max = 30) int counters) {
    SpaceSaving sketch = new SpaceSaving(counters);
    signals.forEach(sketch::count);

    double bound = (double) signals.size() / counters;
    assertThat(sketch.counts()).hasSizeLessThanOrEqualTo(counters);
    assertThat((double) sketch.unseen()).isLessThanOrEqualTo(bound);
    check(exact(signals), sketch.counts(), bound);
  }

  @Property(tries = 300)
  void sketchesThatAreMergedAreAsGoodAsOne(
      @ForAll("signals") List<String> first,
      @ForAll("signals") List<String> second,
      @ForAll @IntRange(min = 1, max = 30) int counters) {
    Stripes before = new Stripes(counters);
    Stripes now = new Stripes(counters);
    first.forEach(before::count);
    second.forEach(now::count);
    List<String> all = Stream.concat(first.stream(), second.stream()).toList();

    check(exact(all), Stripes.merged(Stream.of(before, now)), (double) all.size() / counters);
  }

  @Property(tries = 100)
  void whatCountsAtTheSameTimeAddsUp(
      @ForAll("signals") List<String> signals, @ForAll @IntRange(min = 1, max = 30) int counters) {
    Stripes stripes = new Stripes(counters);
    signals.parallelStream().forEach(stripes::count);

    Map<String, Long> exact = exact(signals);
    Stripes.merged(Stream.of(stripes))
        .forEach(
            (topic, range) -> {
              assertThat(range.atLeast()).isLessThanOrEqualTo(exact.getOrDefault(topic, 0L));
              assertThat(range.atMost() + stripes.missed())
                  .isGreaterThanOrEqualTo(exact.getOrDefault(topic, 0L));
              assertThat((double) range.atMost() - range.atLeast())
                  .isLessThanOrEqualTo((double) signals.size() / counters);
            });
  }
}
