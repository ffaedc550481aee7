package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pubsub.DropReason;
import dev.pubsub.SubscriptionStats;
import dev.pubsub.testkit.StressSubscriber.Behaviour;
import dev.pubsub.testkit.StressSubscriber.Numbered;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The stress can only prove something if it notices when a bus breaks its promises. */
final class StressSubscriberTest {

  private final CountDownLatch gate = new CountDownLatch(1);
  private final StressSubscriber good = subscriber(Behaviour.GOOD);

  @ParameterizedTest
  @EnumSource(names = {"GOOD", "SLEEPS", "COMPUTES"})
  void whoGetsEverythingInOrderFindsNoFault(Behaviour behaviour) throws InterruptedException {
    StressSubscriber subscriber = subscriber(behaviour);
    for (int i = 0; i < 1000; i++) {
      subscriber.receive(Numbers.of(new Numbered(i % 2, i)));
    }

    assertThat(subscriber.faults(delivered(1000), 1000)).isEmpty();
  }

  @Test
  void whatWasDroppedAndCountedIsNoFault() throws InterruptedException {
    good.receive(Numbers.of(new Numbered(0, 1)));
    good.receive(Numbers.of(new Numbered(0, 5)));

    assertThat(
            good.faults(
                new SubscriptionStats(2, 0, 0, Map.of(DropReason.OVERFLOW, 4L), false, 0), 6))
        .isEmpty();
  }

  @Test
  void aSignalThatComesAfterALaterOneIsAFault() throws InterruptedException {
    good.receive(Numbers.of(new Numbered(0, 1)));
    good.receive(Numbers.of(new Numbered(1, 0)));
    good.receive(Numbers.of(new Numbered(0, 0)));

    assertThat(good.faults(delivered(3), 3)).containsExactly("GOOD: out of order 1 times");
  }

  @Test
  void aSignalThatComesTwiceIsAFault() throws InterruptedException {
    good.receive(Numbers.of(new Numbered(0, 1)));
    good.receive(Numbers.of(new Numbered(0, 1)));

    assertThat(good.faults(delivered(2), 2)).containsExactly("GOOD: out of order 1 times");
  }

  @Test
  void aLossThatNobodyCountedIsAFault() throws InterruptedException {
    good.receive(Numbers.of(new Numbered(0, 0)));

    List<String> faults = good.faults(delivered(1), 2);

    assertThat(faults).hasSize(1);
    assertThat(faults.get(0)).startsWith("GOOD: 2 were published to it, counted as");
  }

  @Test
  void aCallThatNobodyCountedIsAFault() throws InterruptedException {
    good.receive(Numbers.of(new Numbered(0, 0)));

    List<String> faults = good.faults(delivered(0), 0);

    assertThat(faults).hasSize(1);
    assertThat(faults.get(0)).startsWith("GOOD: called 1 times, counted as");
  }

  @Test
  void everyThirdCallThrowsAndIsExpectedToBeCounted() throws InterruptedException {
    StressSubscriber throwing = subscriber(Behaviour.THROWS);
    throwing.receive(Numbers.of(new Numbered(0, 0)));
    throwing.receive(Numbers.of(new Numbered(0, 1)));
    assertThatIllegalStateException()
        .isThrownBy(() -> throwing.receive(Numbers.of(new Numbered(0, 2))));

    assertThat(
            throwing.faults(
                new SubscriptionStats(2, 0, 0, Map.of(DropReason.FAILED, 1L), false, 0), 3))
        .isEmpty();
    assertThat(throwing.faults(delivered(3), 4)).hasSize(1);
  }

  @Test
  void twoThreadsAtOnceAreAFault() throws Exception {
    StressSubscriber blocking = subscriber(Behaviour.BLOCKS);
    for (int i = 0; i < 99; i++) {
      blocking.receive(Numbers.of(new Numbered(0, i)));
    }
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Thread[] inside = new Thread[1];
      CountDownLatch begun = new CountDownLatch(1);
      Future<?> blocked =
          thread.submit(
              () -> {
                inside[0] = Thread.currentThread();
                begun.countDown();
                blocking.receive(Numbers.of(new Numbered(0, 99)));
                return null;
              });
      begun.await();
      while (inside[0].getState() != Thread.State.WAITING) {
        LockSupport.parkNanos(100_000);
      }
      blocking.receive(Numbers.of(new Numbered(0, 100)));
      gate.countDown();
      blocked.get();
    } finally {
      gate.countDown();
      thread.shutdown();
    }

    assertThat(blocking.faults(delivered(101), 101))
        .containsExactly("BLOCKS: called by two threads at once 1 times");
  }

  private StressSubscriber subscriber(Behaviour behaviour) {
    return new StressSubscriber(behaviour, 2, gate);
  }

  private static SubscriptionStats delivered(long count) {
    return new SubscriptionStats(count, 0, 0, Map.of(), false, 0);
  }
}
