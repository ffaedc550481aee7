package dev.pubsub.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class HoldProperties {

  private static final Duration STEP = Duration.ofSeconds(1);

  /** Whether all looks of the last seconds up to this one were like it. */
  private static boolean lasted(List<Boolean> looks, int at, int seconds) {
    return at >= seconds
        && looks.subList(at - seconds, at + 1).stream().allMatch(looks.get(at)::equals);
  }

  private static List<Boolean> model(List<Boolean> looks, int after, int clearAfter) {
    List<Boolean> firing = new ArrayList<>();
    boolean before = false;
    for (int at = 0; at < looks.size(); at++) {
      boolean holds = looks.get(at);
      if (holds != before && lasted(looks, at, before ? clearAfter : after)) {
        before = holds;
      }
      firing.add(before);
    }
    return firing;
  }

  @Property
  void itFiresWhenTheCauseHasHeldAndIsOverWhenItHasNot(
      @ForAll @Size(max = 60) List<Boolean> looks,
      @ForAll @IntRange(max = 5) int after,
      @ForAll @IntRange(max = 5) int clearAfter) {
    Hold hold = new Hold(STEP.multipliedBy(after), STEP.multipliedBy(clearAfter));
    List<Boolean> firing = new ArrayList<>();
    boolean before = false;
    for (int at = 0; at < looks.size(); at++) {
      Hold.Change change = hold.look(looks.get(at), STEP.multipliedBy(at).toNanos());
      assertThat(change == Hold.Change.FIRED).isEqualTo(!before && hold.isFiring());
      assertThat(change == Hold.Change.CLEARED).isEqualTo(before && !hold.isFiring());
      before = hold.isFiring();
      firing.add(before);
    }
    assertThat(firing).isEqualTo(model(looks, after, clearAfter));
  }

  @Property
  void aSquareWaveMakesOneFiringAndOneClearingForEachHold(
      @ForAll @IntRange(min = 1, max = 9) int waves,
      @ForAll @IntRange(min = 4, max = 20) int high,
      @ForAll @IntRange(min = 4, max = 20) int low) {
    Hold hold = new Hold(STEP.multipliedBy(3), STEP.multipliedBy(3));
    List<Hold.Change> changes = new ArrayList<>();
    for (int second = 0; second < waves * (high + low); second++) {
      boolean holds = second % (high + low) < high;
      changes.add(hold.look(holds, STEP.multipliedBy(second).toNanos()));
    }
    assertThat(changes.stream().filter(Hold.Change.FIRED::equals)).hasSize(waves);
    assertThat(changes.stream().filter(Hold.Change.CLEARED::equals)).hasSize(waves);
    assertThat(hold.isIdle()).isTrue();
  }
}
