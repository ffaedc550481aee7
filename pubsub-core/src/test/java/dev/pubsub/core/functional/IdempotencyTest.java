package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Overflow;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Duplicate;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.error.StandardError;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Publishes that are tried again without being carried out twice. */
final class IdempotencyTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final PublishOptions ID = PublishOptions.DEFAULT.withDeduplicationId("id");

  private final RecordingSubscriber received = new RecordingSubscriber();
  private final ManualBus on =
      new ManualBus("pubsub.idempotency.window", "1m", "pubsub.idempotency.max", "3");

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void theSamePublishAgainIsToldWhatCameOfTheFirst() throws Exception {
    on.bus.subscribe("a", received);
    PublishResult first = on.bus.publish("a", 1, ID);
    PublishResult second = on.bus.publish("a", 2, ID);
    on.publish("a", 3, 4);

    assertThat(second).isEqualTo(new Duplicate(ManualBus.accepted(first)));
    received.await(2, PATIENCE);
    assertThat(received.payloads()).containsExactly(1, 3);
    assertThat(on.bus.stats().published()).isEqualTo(2);
    assertThat(on.bus.stats().duplicates()).isEqualTo(1);
  }

  @Test
  void anotherTopicOrPrincipalIsAnotherPublish() {
    ManualBus.accepted(on.bus.publish("a", 1, ID));

    ManualBus.accepted(on.bus.publish("b", 1, ID));
    ManualBus.accepted(on.session("ada", 0).publish("a", 1, ID));
    assertThat(on.session("ada", 0).publish("a", 1, ID)).isInstanceOf(Duplicate.class);
  }

  @Test
  void anIdIsForgottenWhenItsTimeIsOver() {
    on.bus.publish("a", 1, ID);
    on.time.advance(Duration.ofSeconds(60).minusNanos(1));
    assertThat(on.bus.publish("a", 2, ID)).isInstanceOf(Duplicate.class);
    on.time.advance(Duration.ofNanos(1));

    ManualBus.accepted(on.bus.publish("a", 3, ID));
    assertThat(on.bus.stats().forgottenIds()).isZero();
  }

  @Test
  void theOldestIdsMakeRoomAndThatIsCounted() {
    for (int i = 0; i < 4; i++) {
      on.bus.publish("a", i, PublishOptions.DEFAULT.withDeduplicationId("id-" + i));
    }

    assertThat(on.bus.stats().forgottenIds()).isEqualTo(1);
    assertThat(on.bus.publish("a", 1, PublishOptions.DEFAULT.withDeduplicationId("id-1")))
        .isInstanceOf(Duplicate.class);
    ManualBus.accepted(on.bus.publish("a", 0, PublishOptions.DEFAULT.withDeduplicationId("id-0")));
  }

  @Test
  void whatWasRefusedMayBeTriedAgain() throws Exception {
    HeldSubscriber held = blocked();

    assertThat(ManualBus.refused(on.bus.publish("a", 1, ID))).isEqualTo(StandardError.OVERLOADED);
    held.release();
    ManualBus.await(() -> on.bus.publish("a", 1, ID) instanceof Accepted);
    assertThat(on.bus.stats().duplicates()).isZero();
  }

  @Test
  void whileTheFirstWaitsForRoomTheNextMayWaitForIt() throws Exception {
    HeldSubscriber held = blocked();
    PublishOptions patient = ID.waitingUpTo(PATIENCE);
    CompletableFuture<PublishResult> first =
        CompletableFuture.supplyAsync(() -> on.bus.publish("a", 1, patient));
    CompletableFuture<PublishResult> second =
        CompletableFuture.supplyAsync(() -> on.bus.publish("a", 1, patient));
    held.release();

    List<PublishResult> results = List.of(first.get(), second.get());
    assertThat(results).hasAtLeastOneElementOfType(PublishResult.Accepted.class);
    assertThat(results).hasAtLeastOneElementOfType(Duplicate.class);
  }

  @Test
  void whoCannotWaitIsToldThatTheFirstIsUnderWay() throws Exception {
    HeldSubscriber held = blocked();
    CompletableFuture<PublishResult> first =
        CompletableFuture.supplyAsync(() -> on.bus.publish("a", 1, ID.waitingUpTo(PATIENCE)));
    // Who is interrupted does not wait, as inside a subscriber.
    Thread.currentThread().interrupt();
    PublishResult second = on.bus.publish("a", 1, ID);
    while (ManualBus.refused(second) == StandardError.OVERLOADED) {
      // The other has not begun.
      second = on.bus.publish("a", 1, ID);
    }
    assertThat(Thread.interrupted()).isTrue();
    held.release();

    assertThat(ManualBus.refused(second)).isEqualTo(StandardError.DUPLICATE_PENDING);
    assertThat(((PublishResult.Rejected) second).retryAfter()).isPositive();
    ManualBus.accepted(first.get());
  }

  @Test
  void ofManyThatPublishTheSameAtOnceOneIsCarriedOut() throws Exception {
    int threads = 8;
    try (ManualBus many = new ManualBus()) {
      many.bus.subscribe("a", received);
      ExecutorService crowd = Executors.newFixedThreadPool(threads);
      for (int round = 0; round < 200; round++) {
        PublishOptions id = PublishOptions.DEFAULT.withDeduplicationId("round-" + round);
        CountDownLatch begin = new CountDownLatch(1);
        List<Future<PublishResult>> results = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          results.add(
              crowd.submit(
                  () -> {
                    begin.await();
                    return many.bus.publish("a", "x", id);
                  }));
        }
        begin.countDown();
        int accepted = 0;
        for (Future<PublishResult> result : results) {
          accepted += result.get() instanceof PublishResult.Accepted ? 1 : 0;
          assertThat(result.get()).isNotInstanceOf(PublishResult.Rejected.class);
        }
        assertThat(accepted).isEqualTo(1);
      }
      crowd.shutdown();
      assertThat(received.await(200, PATIENCE)).hasSize(200);
      assertThat(many.bus.stats().duplicates()).isEqualTo(200L * (threads - 1));
    }
  }

  /** A subscription to {@code a} that must lose nothing and has no room. */
  private HeldSubscriber blocked() throws InterruptedException {
    HeldSubscriber held = on.holding();
    on.bus.subscribe(
        "a", SubscribeOptions.DEFAULT.withCapacity(1).withOverflow(Overflow.WAIT), held);
    on.publish("a", 0, 1);
    held.awaitBlocked();
    return held;
  }
}
