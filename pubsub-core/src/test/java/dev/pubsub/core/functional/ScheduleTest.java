package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.Overflow;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.Scheduled;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Publishes that are to happen later. */
final class ScheduleTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final RecordingSubscriber received = new RecordingSubscriber();
  private ManualBus on = new ManualBus();

  @BeforeEach
  void listen() {
    on.bus.subscribe("a", received);
  }

  @AfterEach
  void close() {
    on.close();
  }

  private void reopen(String... settings) {
    on.close();
    on = new ManualBus(settings);
  }

  private Scheduled after(Duration delay, Object payload) {
    return on.bus.publishAfter("a", payload, PublishOptions.DEFAULT, delay);
  }

  private static PublishResult outcome(Scheduled scheduled) {
    assertThat(scheduled.outcome().toCompletableFuture()).isDone();
    return scheduled.outcome().toCompletableFuture().join();
  }

  private static ErrorCode refused(Scheduled scheduled) {
    return ManualBus.refused(outcome(scheduled));
  }

  @Test
  void whatWaitsTakesUpSoManyBytesAtMost() {
    reopen("pubsub.schedule.max-bytes", "2KB");
    Scheduled first = after(SECOND, new byte[1000]);

    assertThat(refused(after(SECOND, new byte[1000]))).isEqualTo(StandardError.TOO_MANY_SCHEDULED);
    first.cancel();
    assertThat(after(SECOND, new byte[1000]).outcome().toCompletableFuture()).isNotDone();
  }

  @Test
  void itIsPublishedAtItsMomentAndNotBefore() throws Exception {
    Scheduled scheduled =
        on.bus.publishAt(
            "a", "x", PublishOptions.ofType("t"), ManualTime.START.plus(Duration.ofHours(3)));
    on.time.advance(Duration.ofHours(3).minusNanos(1));
    assertThat(on.bus.stats().published()).isZero();
    assertThat(scheduled.outcome().toCompletableFuture()).isNotDone();
    on.time.advance(Duration.ofNanos(1));

    Signal signal = received.await(1, PATIENCE).get(0);
    assertThat(signal.payload()).isEqualTo("x");
    assertThat(signal.type()).isEqualTo("t");
    assertThat(signal.source()).isEqualTo("application");
    assertThat(signal.timeMillis()).isEqualTo(scheduled.due().toEpochMilli());
    assertThat(ManualBus.accepted(outcome(scheduled)).id()).isEqualTo(signal.id());
    assertThat(scheduled.cancel()).isFalse();
    assertThat(on.bus.schedule().count()).isZero();
  }

  @Test
  void whatIsEarlierComesFirstAndOfTheSameMomentWhatWasScheduledFirst() throws Exception {
    after(SECOND.multipliedBy(2), "late");
    after(SECOND, "first");
    after(SECOND, "second");
    after(Duration.ofSeconds(-5), "at once");
    on.time.advance(Duration.ZERO);
    assertThat(received.await(1, PATIENCE)).extracting(Signal::payload).containsExactly("at once");
    on.time.advance(Duration.ofHours(1));

    received.await(4, PATIENCE);
    assertThat(received.payloads()).containsExactly("at once", "first", "second", "late");
  }

  @Test
  void thereIsOneTimerForAllOfThem() {
    int before = on.time.pending();
    IntStream.range(0, 1000).forEach(i -> after(SECOND.multipliedBy(1000 - i), i));

    assertThat(on.time.pending()).isEqualTo(before + 1);
    assertThat(on.bus.schedule().count()).isEqualTo(1000);
  }

  @Test
  void aFloodOfThemLetsOthersHaveTheThreadNowAndThen() {
    IntStream.range(0, 2500).forEach(i -> after(SECOND, i));
    List<Long> published = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      on.time.schedule(SECOND, () -> published.add(on.bus.stats().published()));
    }
    on.time.advance(SECOND);

    assertThat(published).containsExactly(1000L, 1000L, 1000L);
    assertThat(on.bus.stats().published()).isEqualTo(2500);
  }

  @Test
  void whatIsCalledOffInTimeDoesNotHappen() {
    Scheduled scheduled = after(SECOND, "x");
    after(SECOND, "y");
    Scheduled found = on.bus.schedule().find(scheduled.id()).orElseThrow();

    assertThat(found.cancel()).isTrue();
    assertThat(found.cancel()).isFalse();
    on.time.advance(SECOND);
    assertThat(refused(scheduled)).isEqualTo(StandardError.CANCELLED);
    assertThat(on.bus.stats().published()).isEqualTo(1);
    assertThat(on.bus.schedule().find(scheduled.id())).isEmpty();
  }

  @Test
  void theyAreListedTheEarliestFirst() {
    Scheduled late = after(SECOND.multipliedBy(3), "x");
    Scheduled soon = after(SECOND, "y");
    after(SECOND.multipliedBy(4), "z");

    assertThat(on.bus.schedule().list(2)).containsExactly(soon, late);
    assertThat(late.topic()).isEqualTo("a");
    assertThat(late.due()).isEqualTo(ManualTime.START.plusSeconds(3));
    assertThat(catchThrowableOfType(PubSubException.class, () -> on.bus.schedule().list(0)).code())
        .isEqualTo(StandardError.BAD_OPTION);
  }

  @Test
  void whatCannotBeScheduledIsRefusedAtOnceAndCounted() {
    reopen("pubsub.schedule.max", "1");
    after(Scheduled.MAX_DELAY, "x");

    assertThat(refused(after(SECOND, "y"))).isEqualTo(StandardError.TOO_MANY_SCHEDULED);
    assertThat(refused(after(Scheduled.MAX_DELAY.plusNanos(1), "x")))
        .isEqualTo(StandardError.BAD_OPTION);
    assertThat(refused(after(Duration.ofSeconds(Long.MAX_VALUE), "x")))
        .isEqualTo(StandardError.BAD_OPTION);
    assertThat(refused(on.bus.publishAt("a", "x", PublishOptions.DEFAULT, Instant.MAX)))
        .isEqualTo(StandardError.BAD_OPTION);
    assertThat(refused(on.bus.publishAfter("a:*", "x", PublishOptions.DEFAULT, SECOND)))
        .isEqualTo(StandardError.BAD_TOPIC);
    assertThat(on.bus.stats().rejected()).isEqualTo(5);
    assertThat(on.bus.schedule().count()).isEqualTo(1);
  }

  @Test
  void schedulingMakesNoTopicAndWhereTheyAreDeclaredThereMustBeOne() {
    after(SECOND, "x");
    on.bus.publishAfter("new", "x", PublishOptions.DEFAULT, SECOND);
    assertThat(on.bus.topics().find("new")).isEmpty();
    reopen("pubsub.topics.mode", "declared");

    assertThat(refused(after(SECOND, "x"))).isEqualTo(StandardError.TOPIC_NOT_FOUND);
    on.bus.topics().create("a");
    assertThat(after(SECOND, "x").cancel()).isTrue();
  }

  @Test
  void whatASessionScheduledHappensAfterItIsClosedUnderItsName() throws Exception {
    Session ada = on.session("ada", 0);
    ada.publishAfter("a", "x", PublishOptions.DEFAULT, SECOND);
    ada.close();
    Scheduled late = ada.publishAfter("a", "y", PublishOptions.DEFAULT, SECOND);
    on.time.advance(SECOND);

    assertThat(received.await(1, PATIENCE).get(0).source()).isEqualTo("ada");
    assertThat(refused(late)).isEqualTo(StandardError.CLOSED);
  }

  @Test
  void nobodyWaitsForRoomWhenItIsDue() throws Exception {
    HeldSubscriber held = on.holding();
    on.bus.subscribe(
        "full", SubscribeOptions.DEFAULT.withCapacity(1).withOverflow(Overflow.WAIT), held);
    on.publish("full", 0, 1);
    held.awaitBlocked();
    Scheduled scheduled =
        on.bus.publishAfter(
            "full", 1, PublishOptions.DEFAULT.waitingUpTo(Duration.ofHours(1)), SECOND);
    on.time.advance(SECOND);

    assertThat(refused(scheduled)).isEqualTo(StandardError.OVERLOADED);
  }

  @Test
  void aTimeToLiveBeginsWhenItIsDue() throws Exception {
    on.bus.publishAfter("a", "x", PublishOptions.DEFAULT.withTtl(SECOND), SECOND.multipliedBy(9));
    on.time.advance(SECOND.multipliedBy(9));

    assertThat(received.await(1, PATIENCE).get(0).expiresAtMillis())
        .isEqualTo(ManualTime.START.plusSeconds(10).toEpochMilli());
  }

  @Test
  void whatIsNotDueWhenTheBusIsClosedIsRefusedAndCounted() {
    Scheduled scheduled = after(SECOND, "x");
    assertThat(on.pubsub.drain(PATIENCE)).isTrue();
    assertThat(on.pubsub.scheduled()).isEqualTo(1);
    on.pubsub.close();

    assertThat(refused(scheduled)).isEqualTo(StandardError.CLOSED);
    assertThat(scheduled.cancel()).isFalse();
    assertThat(on.pubsub.scheduled()).isZero();
    assertThat(on.bus.stats().rejected()).isEqualTo(1);
    assertThat(refused(after(SECOND, "y"))).isEqualTo(StandardError.CLOSED);
  }

  @Test
  void aClockThatIsSetIsNoticedWithinAMinute() {
    AtomicReference<Duration> set = new AtomicReference<>(Duration.ZERO);
    ManualTime time = new ManualTime();
    InstantSource clock = () -> time.clock().instant().plus(set.get());
    try (PubSub pubsub =
        PubSub.builder().clock(clock.withZone(ZoneOffset.UTC)).scheduler(time).open()) {
      Scheduled scheduled =
          pubsub.bus().publishAfter("a", "x", PublishOptions.DEFAULT, Duration.ofDays(1));
      set.set(Duration.ofDays(1));
      time.advance(Duration.ofMinutes(1));

      ManualBus.accepted(outcome(scheduled));
    }
  }

  @Test
  void whoeverHoldsTheOutcomeCannotMakeOneUp() {
    Scheduled scheduled = after(SECOND, "x");
    scheduled.outcome().toCompletableFuture().cancel(true);
    on.time.advance(SECOND);

    ManualBus.accepted(outcome(scheduled));
  }
}
