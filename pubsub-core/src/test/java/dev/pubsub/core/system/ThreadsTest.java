package dev.pubsub.core.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ThreadsTest {

  @Test
  void aPlatformThreadIsANamedDaemonThatWasNotStarted() {
    Thread thread = Threads.platform("pubsub-x", () -> {});

    assertThat(thread.getName()).isEqualTo("pubsub-x");
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getState()).isEqualTo(Thread.State.NEW);
  }

  @Test
  void onlyThreadsThatWereStartedHereAreOurs() throws InterruptedException {
    List<Boolean> ours = new CopyOnWriteArrayList<>();
    Thread thread = Threads.platform("pubsub-x", () -> ours.add(Threads.isOurs()));
    thread.start();
    thread.join();
    CountDownLatch ran = new CountDownLatch(1);
    Drains.create()
        .waiting()
        .execute(
            () -> {
              ours.add(Threads.isOurs());
              ran.countDown();
            });

    assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(ours).containsExactly(true, true);
    assertThat(Threads.isOurs()).isFalse();
  }

  @Test
  void whoBlocksGetsAVirtualThreadWhereTheJdkHasThem() throws Exception {
    CompletableFuture<Boolean> hasName = new CompletableFuture<>();
    Drains.create()
        .waiting()
        .execute(() -> hasName.complete(Thread.currentThread().getName().startsWith("pubsub-")));

    // The platform threads have names, the virtual ones have none.
    assertThat(hasName.get(20, TimeUnit.SECONDS)).isEqualTo(Runtime.version().feature() < 21);
  }

  static Stream<Executor> drains() {
    Drains drains = Drains.create();
    return Stream.of(drains.waiting(), drains.computing());
  }

  @ParameterizedTest
  @MethodSource("drains")
  void tasksThatBlockDoNotKeepEachOtherWaiting(Executor executor) throws InterruptedException {
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
