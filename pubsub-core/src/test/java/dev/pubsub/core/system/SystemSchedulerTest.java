package dev.pubsub.core.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubsub.spi.Scheduler.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class SystemSchedulerTest {

  @Test
  void aTaskRunsOnceItsTimeHasCome() throws InterruptedException {
    try (SystemScheduler scheduler = new SystemScheduler("pubsub-test")) {
      long start = scheduler.nanoTime();
      AtomicReference<Long> ranAt = new AtomicReference<>();
      CountDownLatch done = new CountDownLatch(1);
      Cancellable task =
          scheduler.schedule(
              Duration.ofMillis(5),
              () -> {
                ranAt.set(scheduler.nanoTime());
                done.countDown();
              });
      await(done);
      task.cancel();

      assertThat(ranAt.get() - start).isGreaterThanOrEqualTo(5_000_000);
    }
  }

  @Test
  void tasksShareOneDaemonThread() throws InterruptedException {
    try (SystemScheduler scheduler = new SystemScheduler("pubsub-test")) {
      List<Thread> threads = new CopyOnWriteArrayList<>();
      CountDownLatch done = new CountDownLatch(2);
      for (int i = 0; i < 2; i++) {
        Cancellable unused =
            scheduler.schedule(
                Duration.ZERO,
                () -> {
                  threads.add(Thread.currentThread());
                  done.countDown();
                });
      }
      await(done);

      assertThat(threads).hasSize(2).allMatch(Thread::isDaemon);
      assertThat(threads.get(0)).isSameAs(threads.get(1));
      assertThat(threads.get(0).getName()).isEqualTo("pubsub-test");
    }
  }

  @Test
  void aTaskThatFailsDisturbsNoOther() throws InterruptedException {
    try (SystemScheduler scheduler = new SystemScheduler("pubsub-test")) {
      CountDownLatch done = new CountDownLatch(1);
      Cancellable throwing =
          scheduler.schedule(
              Duration.ZERO,
              () -> {
                throw new IllegalStateException("thrown on purpose");
              });
      Cancellable failing =
          scheduler.schedule(
              Duration.ZERO,
              () -> {
                throw new AssertionError("failed on purpose");
              });
      Cancellable after = scheduler.schedule(Duration.ofMillis(1), done::countDown);
      await(done);

      List.of(throwing, failing, after).forEach(Cancellable::cancel);
    }
  }

  @Test
  void aTaskThatIsCalledOffDoesNotRun() throws InterruptedException {
    try (SystemScheduler scheduler = new SystemScheduler("pubsub-test")) {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      CountDownLatch done = new CountDownLatch(1);
      List<String> ran = new CopyOnWriteArrayList<>();
      Cancellable first =
          scheduler.schedule(
              Duration.ZERO,
              () -> {
                begun.countDown();
                await(go);
              });
      await(begun);
      Cancellable second = scheduler.schedule(Duration.ZERO, () -> ran.add("second"));
      Cancellable third =
          scheduler.schedule(
              Duration.ofNanos(1),
              () -> {
                ran.add("third");
                done.countDown();
              });
      second.cancel();
      go.countDown();
      await(done);
      first.cancel();
      third.cancel();

      assertThat(ran).containsExactly("third");
    }
  }

  @Test
  void aClosedSchedulerTakesTasksAndNeverRunsThem() {
    SystemScheduler scheduler = new SystemScheduler("pubsub-test");
    scheduler.close();
    List<String> ran = new CopyOnWriteArrayList<>();

    Cancellable task = scheduler.schedule(Duration.ZERO, () -> ran.add("late"));
    task.cancel();

    assertThat(ran).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
