package dev.pubsub.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class BudgetProperties {

  private static final int LONGEST = 30;
  private static final double ALLOWED = 0.01;

  /** What happened in a minute. */
  record Minute(int good, int bad) {}

  @Provide
  Arbitrary<List<Minute>> minutes() {
    Arbitrary<Integer> few = Arbitraries.integers().between(0, 20);
    return Combinators.combine(few, few).as(Minute::new).list().ofMaxSize(3 * LONGEST);
  }

  private static Budget after(List<Minute> minutes) {
    Budget budget = new Budget(ALLOWED, Duration.ofMinutes(LONGEST));
    long bad = 0;
    long all = 0;
    for (int i = 0; i < minutes.size(); i++) {
      bad += minutes.get(i).bad();
      all += minutes.get(i).bad() + minutes.get(i).good();
      budget.note(Duration.ofMinutes(i + 1L).toNanos(), bad, all);
    }
    return budget;
  }

  private static double model(List<Minute> minutes, int window) {
    List<Minute> last = minutes.subList(Math.max(0, minutes.size() - window), minutes.size());
    double bad = last.stream().mapToInt(Minute::bad).sum();
    double good = last.stream().mapToInt(Minute::good).sum();
    return bad < 10 ? 0 : bad / (bad + good) / ALLOWED;
  }

  @Property
  void itTellsTheShareOfErrorsInTheLastMinutesByTheShareThatIsAllowed(
      @ForAll("minutes") List<Minute> minutes,
      @ForAll @IntRange(min = 1, max = LONGEST) int window) {
    assertThat(after(minutes).burn(Duration.ofMinutes(window)))
        .isCloseTo(model(minutes, window), within(1e-9));
  }

  @Property
  void betweenTheMinutesItIsOfAMinuteMoreAtMost(
      @ForAll @IntRange(min = 1, max = 20) int looksPerMinute,
      @ForAll @IntRange(min = 1, max = LONGEST) int window,
      @ForAll @IntRange(min = 0, max = 60 * LONGEST) int looks) {
    Budget budget = new Budget(ALLOWED, Duration.ofMinutes(LONGEST));
    int bursts = 100;
    long step = Duration.ofMinutes(1).toNanos() / looksPerMinute;
    for (int look = 1; look <= looks; look++) {
      budget.note(look * step, look > 1 ? bursts : 0, look > 1 ? bursts : 0);
    }
    long since = looks * step - step;
    double burn = budget.burn(Duration.ofMinutes(window));
    if (looks > 1 && since < Duration.ofMinutes(window).toNanos()) {
      assertThat(burn).isCloseTo(1 / ALLOWED, within(1e-9));
    }
    if (since > Duration.ofMinutes(window + 1L).toNanos() + step) {
      assertThat(burn).isZero();
    }
  }
}
