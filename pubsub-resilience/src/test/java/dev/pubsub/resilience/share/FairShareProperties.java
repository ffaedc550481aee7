package dev.pubsub.resilience.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class FairShareProperties {

  private static final double RATE = 1000;
  private static final double ROUNDING = 1e-6;

  private static double part(List<Double> wanted, int of) {
    List<Double> others = new ArrayList<>(wanted);
    double own = others.remove(of);
    return FairShare.of(RATE, own, others);
  }

  private static List<Double> with(List<Double> wanted, int of, double other) {
    List<Double> changed = new ArrayList<>(wanted);
    changed.set(of, other);
    return changed;
  }

  @Property
  void allPartsTogetherAreTheRate(
      @ForAll @Size(min = 1, max = 9) List<@DoubleRange(max = 2000) Double> wanted) {
    double sum = 0;
    for (int i = 0; i < wanted.size(); i++) {
      sum += part(wanted, i);
    }
    assertThat(sum).isBetween(RATE - ROUNDING, RATE + ROUNDING);
  }

  @Property
  void whoWantsMoreHasNoLessAndTheOthersNoMore(
      @ForAll @Size(min = 2, max = 9) List<@DoubleRange(max = 2000) Double> wanted,
      @ForAll @IntRange(max = 8) int who,
      @ForAll @DoubleRange(max = 500) double more) {
    int of = who % wanted.size();
    int other = (of + 1) % wanted.size();
    List<Double> changed = with(wanted, of, wanted.get(of) + more);

    assertThat(part(changed, of)).isGreaterThanOrEqualTo(part(wanted, of) - ROUNDING);
    assertThat(part(changed, other)).isLessThanOrEqualTo(part(wanted, other) + ROUNDING);
  }

  @Property
  void anotherNodeLeavesNobodyWithMore(
      @ForAll @Size(min = 1, max = 9) List<@DoubleRange(max = 2000) Double> wanted,
      @ForAll @DoubleRange(max = 2000) double newcomer) {
    List<Double> more = new ArrayList<>(wanted);
    more.add(newcomer);

    assertThat(part(more, 0)).isLessThanOrEqualTo(part(wanted, 0) + ROUNDING);
  }

  @Property
  void eachHasWhatItWantsAtLeastOrAnEvenPart(
      @ForAll @Size(min = 1, max = 9) List<@DoubleRange(max = 2000) Double> wanted) {
    double even = RATE / wanted.size();
    for (int i = 0; i < wanted.size(); i++) {
      // The smallest parts of those who want nothing are taken from those who want more.
      assertThat(part(wanted, i))
          .isGreaterThanOrEqualTo(Math.min(Math.max(wanted.get(i), even / 20), even) - ROUNDING);
    }
  }
}
