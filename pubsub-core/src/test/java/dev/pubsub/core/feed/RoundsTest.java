package dev.pubsub.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RoundsTest {

  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final ManualTime time = new ManualTime();
  private final AtomicInteger looked = new AtomicInteger();

  @Test
  void oneThatFailsStopsNeitherTheOthersNorTheNextRound() {
    Runnable broken =
        () -> {
          throw new IllegalStateException("thrown on purpose");
        };
    new Rounds(time, INTERVAL, List.of(broken, looked::incrementAndGet)).start();
    time.advance(INTERVAL);
    assertThat(looked).hasValue(1);
    time.advance(INTERVAL);
    assertThat(looked).hasValue(2);
  }

  @Test
  void nobodyLooksAnyMoreOnceTheyAreClosedNotEvenInThatRound() {
    Rounds[] rounds = new Rounds[1];
    rounds[0] =
        new Rounds(
            time,
            INTERVAL,
            List.of(looked::incrementAndGet, () -> rounds[0].close(), looked::incrementAndGet));
    rounds[0].start();
    time.advance(INTERVAL);
    time.advance(INTERVAL);
    assertThat(looked).hasValue(1);
  }

  @Test
  void withoutAnIntervalNobodyLooks() {
    new Rounds(time, Duration.ZERO, List.of(looked::incrementAndGet)).start();
    time.advance(INTERVAL);
    assertThat(looked).hasValue(0);
  }
}
