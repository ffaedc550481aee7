package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.RecordingObserver;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How soon a lane gets another worker when a subscriber blocks the one that it has. */
final class TakeoverTest {

  @Test
  void whoeverBlocksALaneThatHasJustBegunToWorkIsPassedOverAtTheSecondLook() throws Exception {
    assertThat(takeover(0, 0)).isEqualTo(Duration.ofMillis(2));
  }

  @Test
  void whereNobodyIsFoundAtWorkForALongTimeTheFirstLookComesEightMillisecondsLaterAtMost()
      throws Exception {
    long[] millis = new long[8];
    for (int phase = 0; phase < millis.length; phase++) {
      millis[phase] = takeover(100, phase).toMillis();
    }

    assertThat(LongStream.of(millis).sorted()).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  /**
   * How long it takes after so much light work, a signal a millisecond, and so many milliseconds
   * without any.
   */
  private static Duration takeover(int signals, int quiet) throws Exception {
    RecordingObserver observer = new RecordingObserver();
    try (ManualBus on = ManualBus.with(Contributions.builder().observer(observer).build())) {
      RecordingSubscriber light = new RecordingSubscriber();
      on.bus.subscribe("light", light);
      for (int i = 0; i < signals; i++) {
        on.publish("light", i, i + 1);
        int needed = i + 1;
        ManualBus.await(() -> light.payloads().size() == needed && laneIsWaiting());
        on.time.advance(Duration.ofMillis(1));
      }
      on.time.advance(Duration.ofMillis(quiet));
      HeldSubscriber blocks = on.holding();
      on.bus.subscribe("blocks", blocks);
      on.publish("blocks", 0, 1);
      blocks.awaitBlocked();
      ManualBus.await(TakeoverTest::laneIsWaiting);

      long start = on.time.nanoTime();
      on.advanceUntil(
          () -> observer.events().contains(new BusEvent.Overtaken("default", "blocks")));
      return Duration.ofNanos(on.time.nanoTime() - start);
    }
  }

  private static boolean laneIsWaiting() {
    return ManualBus.threads().stream()
        .filter(thread -> thread.getName().equals("pubsub-default-lane-0"))
        .allMatch(thread -> thread.getState() == Thread.State.WAITING);
  }
}
