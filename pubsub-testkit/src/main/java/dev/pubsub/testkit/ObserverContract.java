package dev.pubsub.testkit;

import dev.pubsub.DropReason;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.spi.flow.Observer;
import dev.pubsub.spi.flow.Operation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Observer} promises: it does not throw or block, whatever it is told and on
 * however many threads. A subclass says how to make one.
 */
@Timeout(30)
public abstract class ObserverContract {

  private static final List<String> NAMES =
      List.of("default", "", "a:b:c", "\u0000", "\ud800", "ä€𝄞", "{}%s\r\n", "x".repeat(100_000));
  private static final List<Long> COUNTS =
      List.of(0L, 1L, Long.MAX_VALUE, (long) Integer.MAX_VALUE + 1);

  private static final int THREADS = 4;
  private static final int ROUNDS = 200;

  /** Has made nothing yet. */
  protected ObserverContract() {}

  /**
   * Makes an observer.
   *
   * @return one that is ready to look on
   */
  protected abstract Observer observer();

  @Test
  void itIsNotThrownByNamesOfAnyKind() {
    Observer observer = observer();
    for (String name : NAMES) {
      tell(observer, name, 1);
    }
  }

  @Test
  void itIsNotThrownByCountsOfAnySize() {
    Observer observer = observer();
    for (long count : COUNTS) {
      tell(observer, "a", count);
    }
    observer.published("default", "a", Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  @Test
  void itIsToldByManyThreadsAtOnce() throws InterruptedException {
    Observer observer = observer();
    Crowd.run(
        THREADS,
        number -> {
          for (int i = 0; i < ROUNDS; i++) {
            tell(observer, "topic:" + (number + i) % 3, i);
          }
        });
  }

  @Test
  void itLeavesTheInterruptionOfTheThreadAlone() {
    Observer observer = observer();
    tell(observer, "a", 1);
    expectInterrupted(false);
    Thread.currentThread().interrupt();
    tell(observer, "a", 1);
    expectInterrupted(true);
  }

  private static void expectInterrupted(boolean expected) {
    if (Thread.interrupted() != expected) {
      throw new AssertionError("it changed the interruption of the thread that called it");
    }
  }

  private static void tell(Observer observer, String name, long count) {
    observer.published(name, name, (int) count, 0);
    observer.sampled(name, name, (int) count, count);
    observer.rejected(name, name, name);
    observer.delivered(name, name, count);
    for (DropReason reason : DropReason.values()) {
      observer.dropped(name, name, reason, count);
    }
    observer.happened(new BusEvent.Subscribed(name, name));
    observer.happened(new BusEvent.Unsubscribed(name, name));
    observer.happened(new BusEvent.Disconnected(name, name));
    observer.happened(new BusEvent.Overtaken(name, name));
    observer.happened(new BusEvent.Quarantined(name, name, Duration.ofSeconds(1)));
    observer.happened(new BusEvent.Recovered(name, name));
    observer.happened(new BusEvent.Forbidden(name, name, Operation.PUBLISH, name));
    observer.happened(new BusEvent.TopicExpired(name, name));
  }
}
