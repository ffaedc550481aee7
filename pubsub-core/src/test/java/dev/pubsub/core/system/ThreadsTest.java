package dev.pubsub.core.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ThreadsTest {

  @Test
  void aPlatformThreadIsANamedDaemonThatWasNotStarted() {
    Thread thread = Threads.platform("pubsub-x", () -> {});

    assertThat(thread.getName()).isEqualTo("pubsub-x");
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getState()).isEqualTo(Thread.State.NEW);
  }

  @Test
  void tasksThatBlockDoNotKeepEachOtherWaiting() throws InterruptedException {
    Executor executor = Threads.blocking("pubsub-x-");
    CountDownLatch allBegan = new CountDownLatch(20);
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch allEnded = new CountDownLatch(20);
    List<Boolean> daemons = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 20; i++) {
      executor.execute(
          () -> {
            daemons.add(Thread.currentThread().isDaemon());
            allBegan.countDown();
            try {
              go.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            allEnded.countDown();
          });
    }

    assertThat(allBegan.await(20, TimeUnit.SECONDS)).isTrue();
    go.countDown();
    assertThat(allEnded.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(daemons).hasSize(20).containsOnly(true);
  }
}
