package dev.pubsub.monitoring.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The test by ranks, against its definition by pairs. */
final class MannWhitneyProperties {

  @Property(tries = 500)
  void ranksSayWhatPairsSay(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 15) Integer> before,
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 15) Integer> now) {
    double u = 0;
    for (int a : before) {
      for (int b : now) {
        u += b > a ? 1 : b == a ? 0.5 : 0;
      }
    }
    double pairs = before.size() * now.size();
    double above = u - pairs / 2;
    double distance = Math.max(0, Math.abs(above) - 0.5);
    double expected =
        distance == 0 ? 0 : Math.signum(above) * distance / Math.sqrt(variance(before, now));

    double found = MannWhitney.deviate(doubles(before), doubles(now));
    assertThat(found).isCloseTo(expected, within(1e-9));
    assertThat(MannWhitney.deviate(doubles(now), doubles(before))).isCloseTo(-found, within(1e-9));
  }

  private static double variance(List<Integer> before, List<Integer> now) {
    double n = before.size() + now.size();
    double ties =
        Stream.concat(before.stream(), now.stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
            .values()
            .stream()
            .mapToDouble(equal -> Math.pow(equal, 3) - equal)
            .sum();
    return before.size() * now.size() / 12.0 * (n + 1 - ties / (n * (n - 1)));
  }

  private static List<Double> doubles(List<Integer> values) {
    return values.stream().map(Integer::doubleValue).toList();
  }
}
