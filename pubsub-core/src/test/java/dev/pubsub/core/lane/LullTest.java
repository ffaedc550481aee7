package dev.pubsub.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LullTest {

  private static final long MICROSECOND = 1_000;
  private static final long AFTER_LOAD = 1_000 * MICROSECOND;

  private final Lull lull = new Lull(AFTER_LOAD);

  @Test
  void aWorkerThatHasHadLittleToDoSleepsAtOnce() {
    lull.took(63);

    assertThat(lull.span()).isZero();
  }

  @Test
  void afterLoadItStaysAwakeForAsLongAsTheBusSays() {
    lull.took(63);
    lull.took(1);

    assertThat(lull.span()).isEqualTo(AFTER_LOAD);
  }

  @Test
  void shortLullsBetweenLettersAreLoadAsWell() {
    for (int i = 0; i < 64; i++) {
      lull.took(1);
      lull.overAwake(50 * MICROSECOND);
    }

    assertThat(lull.span()).isEqualTo(AFTER_LOAD);
  }

  @Test
  void itStaysAwakeOnceForWhatComesLaterAndThenOnlyAfterMoreLoad() {
    lull.took(64);
    lull.overAwake(51 * MICROSECOND);
    lull.took(1);

    assertThat(lull.span()).isZero();
  }

  @Test
  void aSleepEndsTheLoad() {
    lull.took(64);
    lull.overAsleep(2 * AFTER_LOAD);
    lull.took(1);

    assertThat(lull.span()).isZero();
  }

  @Test
  void whereSleepsAreOverAtOnceItStaysAwakeForLongerAndLonger() {
    assertThat(afterSleeps(20, 50, 20, 20)).containsExactly(10, 20, 40, 50);
  }

  @Test
  void whereTheyAreNotItSleepsSoonerAndSooner() {
    assertThat(afterSleeps(20, 20, 20, 20, 51, 51, 51, 51)).endsWith(25, 12, 6, 0);
  }

  @Test
  void aLullThroughWhichItStayedAwakeChangesNothing() {
    afterSleeps(20, 20);
    lull.overAwake(15 * MICROSECOND);

    assertThat(lull.span()).isEqualTo(20 * MICROSECOND);
  }

  @Test
  void itNeverStaysAwakeForLongerThanTheBusSays() {
    Lull less = new Lull(15 * MICROSECOND);
    less.overAsleep(10 * MICROSECOND);
    less.overAsleep(15 * MICROSECOND);
    Lull never = new Lull(0);
    never.overAsleep(0);

    assertThat(less.span()).isEqualTo(15 * MICROSECOND);
    assertThat(never.span()).isZero();
  }

  /** How long it stays awake after each of these sleeps, in microseconds. */
  private int[] afterSleeps(int... micros) {
    int[] spans = new int[micros.length];
    for (int i = 0; i < micros.length; i++) {
      lull.overAsleep(micros[i] * MICROSECOND);
      spans[i] = (int) (lull.span() / MICROSECOND);
    }
    return spans;
  }
}
