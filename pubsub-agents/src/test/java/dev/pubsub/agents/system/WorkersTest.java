package dev.pubsub.agents.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that share work, one of which waits a little for more. */
final class WorkersTest {

  private static final int TASKS = 50_000;

  private final OwnTime time = new OwnTime();

  @AfterEach
  void close() {
    time.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void eachTaskIsRunOnceWhoeverHandsItIn(int size) throws InterruptedException {
    Workers workers = new Workers(size, "test-", time);
    AtomicIntegerArray runs = new AtomicIntegerArray(2 * TASKS);
    CountDownLatch done = new CountDownLatch(2 * TASKS);
    for (int i = 0; i < TASKS; i++) {
      int first = i;
      workers.execute(
          () -> {
            runs.incrementAndGet(first);
            done.countDown();
            // From one of these threads, as an agent that tells another.
            workers.execute(
                () -> {
                  runs.incrementAndGet(TASKS + first);
                  done.countDown();
                });
          });
    }
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < runs.length(); i++) {
      assertThat(runs.get(i)).isOne();
    }
    workers.close();
  }

  @Test
  void whoBlocksDoesNotHoldUpTheOthers() throws InterruptedException {
    Workers workers = new Workers(2, "test-", time);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch others = new CountDownLatch(100);
    for (int i = 0; i < 2; i++) {
      workers.execute(() -> Workers.perform(() -> awaitQuietly(release)));
    }
    for (int i = 0; i < 100; i++) {
      workers.execute(others::countDown);
    }
    assertThat(others.await(30, TimeUnit.SECONDS)).isTrue();
    release.countDown();
    workers.close();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    await().until(() -> latch.getCount() == 0);
  }

  @Test
  void anInterruptionStaysWithTheTaskItWasMeantFor() throws Exception {
    Workers workers = new Workers(1, "test-", time);
    workers.execute(() -> Workers.perform(() -> Thread.currentThread().interrupt()));
    CompletableFuture<Boolean> next = new CompletableFuture<>();
    workers.execute(() -> next.complete(Thread.currentThread().isInterrupted()));
    assertThat(next.get(30, TimeUnit.SECONDS)).isFalse();
    workers.close();
    // On the thread of somebody else, too, who keeps one of their own.
    Workers.perform(() -> Thread.currentThread().interrupt());
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    Thread.currentThread().interrupt();
    Workers.perform(Thread::interrupted);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whenTheyAreClosedNothingIsTakenAnyMore() {
    Workers workers = new Workers(2, "test-", time);
    workers.execute(() -> {});
    workers.close();
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> workers.execute(() -> {}))
                    .isInstanceOf(RejectedExecutionException.class));
  }
}
