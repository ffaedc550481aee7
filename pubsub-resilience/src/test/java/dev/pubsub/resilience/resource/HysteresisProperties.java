package dev.pubsub.resilience.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.spi.flow.PressureLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class HysteresisProperties {

  private static final Duration CALM = Duration.ofMillis(500);

  /** One look: how many percent, so many milliseconds after the one before. */
  record Look(int percent, int later) {}

  @Provide
  Arbitrary<List<Look>> looks() {
    return Combinators.combine(
            Arbitraries.integers().between(60, 105), Arbitraries.integers().between(0, 400))
        .as(Look::new)
        .list()
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<Marks> marks() {
    return Arbitraries.integers()
        .between(65, 98)
        .flatMap(soft -> Arbitraries.integers().between(soft + 1, 100).map(hard -> of(soft, hard)));
  }

  private static Marks of(int soft, int hard) {
    return new Marks(soft, hard);
  }

  /** Remembers everything, and works out the level from all of it again at every look. */
  private static final class Model {

    private record Seen(long at, int percent) {}

    private final Marks marks;
    private final List<Seen> sinceChange = new ArrayList<>();
    private PressureLevel level = PressureLevel.NORMAL;

    Model(Marks marks) {
      this.marks = marks;
    }

    PressureLevel after(int percent, long now) {
      sinceChange.add(new Seen(now, percent));
      PressureLevel risen = level(percent, marks.hard(), marks.soft());
      if (risen.compareTo(level) > 0) {
        change(risen);
        return level;
      }
      // The looks at the end that were all below what holds the level.
      int first = sinceChange.size();
      while (first > 0 && held(sinceChange.get(first - 1)).compareTo(level) < 0) {
        first--;
      }
      List<Seen> lower = sinceChange.subList(first, sinceChange.size());
      if (!lower.isEmpty() && now - lower.get(0).at() >= CALM.toMillis()) {
        change(lower.stream().map(this::held).max(PressureLevel::compareTo).orElseThrow());
      }
      return level;
    }

    private PressureLevel held(Seen seen) {
      return level(seen.percent(), marks.hard() - 5, marks.soft() - 5);
    }

    private static PressureLevel level(int percent, int critical, int high) {
      PressureLevel below = percent >= high ? PressureLevel.HIGH : PressureLevel.NORMAL;
      return percent >= critical ? PressureLevel.CRITICAL : below;
    }

    private void change(PressureLevel to) {
      level = to;
      sinceChange.clear();
    }
  }

  @Property
  void itIsAtTheSameLevelAsAModelThatRemembersEverything(
      @ForAll("marks") Marks marks, @ForAll("looks") List<Look> looks) {
    Hysteresis hysteresis = new Hysteresis(marks, CALM);
    Model model = new Model(marks);
    long now = 0;
    for (Look look : looks) {
      now += look.later();
      assertThat(hysteresis.after(look.percent(), Duration.ofMillis(now).toNanos()))
          .as("%d%% at %d ms, marks %s", look.percent(), now, marks)
          .isEqualTo(model.after(look.percent(), now));
    }
  }

  @Property
  void betweenTwoFallsThereIsAtLeastTheTimeOfCalm(
      @ForAll("marks") Marks marks, @ForAll("looks") List<Look> looks) {
    Hysteresis hysteresis = new Hysteresis(marks, CALM);
    long now = 0;
    long fell = -CALM.toMillis();
    PressureLevel level = PressureLevel.NORMAL;
    for (Look look : looks) {
      now += look.later();
      PressureLevel next = hysteresis.after(look.percent(), Duration.ofMillis(now).toNanos());
      if (next.compareTo(level) < 0) {
        assertThat(now - fell).isGreaterThanOrEqualTo(CALM.toMillis());
        fell = now;
      }
      level = next;
    }
  }
}
