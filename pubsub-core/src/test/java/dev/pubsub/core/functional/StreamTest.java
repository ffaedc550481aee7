package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.Overflow;
import dev.pubsub.PublishOptions;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.flow.BusPublisher;
import dev.pubsub.flow.BusSubscriber;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams that begin or end at a bus, and subscriptions that are held back. */
final class StreamTest {

  private static final SubscribeOptions TEN = SubscribeOptions.DEFAULT.withCapacity(10);

  private final ManualBus on = new ManualBus();
  private final Sink sink = new Sink();

  @AfterEach
  void close() {
    on.close();
  }

  // ---- held back

  @Test
  void whatComesDuringAPauseWaitsUpToTheCapacity() {
    RecordingSubscriber subscriber = new RecordingSubscriber();
    Subscription subscription = on.bus.subscribe("a", TEN, subscriber);
    subscription.pause();

    assertThat(on.publish("a", 0, 15)).isEqualTo(5);
    assertThat(subscriber.payloads()).isEmpty();
    subscription.resume();
    ManualBus.await(() -> subscriber.payloads().size() == 10);
    assertThat(subscriber.payloads()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void whatWaitsWhenAHeldSubscriptionClosesIsCounted() {
    Subscription subscription = on.bus.subscribe("a", TEN, new RecordingSubscriber());
    subscription.pause();
    on.publish("a", 0, 3);
    subscription.close();
    subscription.pause();

    ManualBus.await(() -> subscription.stats().droppedTotal() == 3);
    assertThat(subscription.stats().dropped()).containsOnlyKeys(DropReason.CLOSED);
    assertThat(on.pubsub.drain(Duration.ofSeconds(30))).isTrue();
  }

  @Test
  void whatWaitsWhenAHeldSubscriptionIsCutOffIsCounted() {
    Subscription subscription =
        on.bus.subscribe("a", TEN.withOverflow(Overflow.DISCONNECT), new RecordingSubscriber());
    subscription.pause();
    on.publish("a", 0, 11);

    ManualBus.await(() -> subscription.stats().droppedTotal() == 11);
    ManualBus.await(() -> subscription.stats().waiting() == 0);
  }

  @Test
  void theSubscriptionsOfASessionAreHeldBackTogetherOrNotAtAll() {
    Session session = on.session("ada", 0);
    Subscription subscription = session.subscribe("a", new RecordingSubscriber());

    assertThatThrownBy(subscription::pause)
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code()).isEqualTo(StandardError.BAD_OPTION));
    assertThatThrownBy(subscription::resume).isInstanceOf(PubSubException.class);
  }

  // ---- from the bus

  @Test
  void whatIsNotRequestedWaitsOnTheBusWithinItsBounds() {
    new BusPublisher(on.bus, "a", TEN).subscribe(sink);

    assertThat(on.publish("a", 0, 15)).isEqualTo(5);
    sink.request(4);
    ManualBus.await(() -> sink.payloads.size() == 4);
    sink.request(Long.MAX_VALUE);
    ManualBus.await(() -> sink.payloads.size() == 10);
    assertThat(on.publish("a", 15, 20)).isZero();
    ManualBus.await(() -> sink.payloads.size() == 15);
    assertThat(sink.payloads).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 18, 19);
  }

  @Test
  void aCancelledStreamHasNoSubscriptionAnyMore() {
    new BusPublisher(on.bus, "a", TEN).subscribe(sink);
    assertThat(on.bus.stats().subscriptions()).containsEntry("a", 1);
    sink.cancel();
    sink.cancel();

    assertThat(on.bus.stats().subscriptions()).isEmpty();
    assertThat(ManualBus.accepted(on.bus.publish("a", 1)).matched()).isZero();
  }

  @Test
  void whoCannotKeepUpIsToldAfterWhatWasReceived() {
    new BusPublisher(on.bus, "a", TEN.withOverflow(Overflow.DISCONNECT)).subscribe(sink);
    on.publish("a", 0, 11);

    ManualBus.await(() -> sink.failure != null);
    assertThat(sink.failure)
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code()).isEqualTo(StandardError.OVERLOADED));
  }

  @Test
  void aPatternThatCannotBeReadFailsTheStream() {
    new BusPublisher(on.bus, "a::b", TEN).subscribe(sink);

    assertThat(sink.failure)
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code()).isEqualTo(StandardError.BAD_PATTERN));
  }

  @Test
  void aSubscriberThatThrowsIsTakenForCancelled() {
    Sink throwing =
        new Sink() {
          @Override
          public void onNext(Delivery delivery) {
            throw new IllegalStateException("no more");
          }
        };
    new BusPublisher(on.bus, "a", TEN).subscribe(throwing);
    throwing.request(Long.MAX_VALUE);
    on.publish("a", 0, 1);

    ManualBus.await(() -> on.bus.stats().dropped().containsKey(DropReason.FAILED));
    assertThat(on.bus.stats().subscriptions()).isEmpty();
  }

  // ---- to the bus

  @Test
  void aStreamIsPublishedInItsOrder() {
    RecordingSubscriber subscriber = new RecordingSubscriber();
    on.bus.subscribe("a", subscriber);
    BusSubscriber<Integer> end = new BusSubscriber<>(on.bus, "a", PublishOptions.ofType("number"));
    try (SubmissionPublisher<Integer> source = new SubmissionPublisher<>(Runnable::run, 1000)) {
      source.subscribe(end);
      IntStream.range(0, 500).forEach(source::submit);
    }

    assertThat(end.published().toCompletableFuture()).isCompletedWithValue(500L);
    ManualBus.await(() -> subscriber.payloads().size() == 500);
    assertThat(subscriber.payloads())
        .isEqualTo(IntStream.range(0, 500).boxed().map(Object.class::cast).toList());
  }

  @Test
  void theFirstElementThatIsRefusedEndsTheStreamAndSaysWhy() {
    BusSubscriber<Integer> end = new BusSubscriber<>(on.bus, "a:*", PublishOptions.DEFAULT);
    try (SubmissionPublisher<Integer> source = new SubmissionPublisher<>(Runnable::run, 10)) {
      source.subscribe(end);
      source.submit(1);
      assertThat(source.hasSubscribers()).isFalse();
    }

    assertThat(end.published().toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code()).isEqualTo(StandardError.BAD_TOPIC));
  }

  @Test
  void theFailureOfAStreamIsPassedOn() {
    BusSubscriber<Integer> end = new BusSubscriber<>(on.bus, "a", PublishOptions.DEFAULT);
    end.onError(new IllegalStateException("broken"));

    assertThat(end.published().toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("broken");
  }

  /** Requests when it is told to, and remembers. */
  private static class Sink implements Flow.Subscriber<Delivery> {

    final List<Object> payloads = new CopyOnWriteArrayList<>();
    volatile @Nullable Throwable failure;
    private volatile Flow.@Nullable Subscription subscription;

    void request(long count) {
      subscription().request(count);
    }

    void cancel() {
      subscription().cancel();
    }

    private Flow.Subscription subscription() {
      Flow.Subscription now = subscription;
      if (now == null) {
        throw new AssertionError("not subscribed");
      }
      return now;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(Delivery delivery) {
      payloads.add(delivery.signal().payload());
    }

    @Override
    public void onError(Throwable cause) {
      failure = cause;
    }

    @Override
    public void onComplete() {
      throw new AssertionError("a bus has no end");
    }
  }
}
