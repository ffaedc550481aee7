package dev.pubsub.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long MICROSECOND = 1_000;

  private long now;
  private final Pace pace = new Pace(() -> now += MICROSECOND);

  @Test
  void ofAFastStreamABatchIsTakenEveryTenMicroseconds() {
    take(1, 100);
    long start = now;
    take(1000, 100);

    assertThat((now - start) / 1000).isBetween(10 * MICROSECOND, 12 * MICROSECOND);
  }

  @Test
  void whatComesOneByOneIsHardlyEverWaitedFor() {
    take(1000, 1);

    assertThat(now).isLessThan(200 * MICROSECOND);
  }

  @Test
  void aStreamThatBecomesFastIsNoticed() {
    take(1000, 1);
    take(300, 100);
    long start = now;
    take(1, 100);

    assertThat(now - start).isGreaterThanOrEqualTo(10 * MICROSECOND);
  }

  @Test
  void theTimeThatABatchTookCounts() {
    take(1, 100);
    now += 50 * MICROSECOND;
    long start = now;
    take(1, 100);

    assertThat(now - start).isLessThan(5 * MICROSECOND);
  }

  private void take(int batches, int letters) {
    for (int i = 0; i < batches; i++) {
      pace.letBatchGrow();
      pace.took(letters);
    }
  }
}
