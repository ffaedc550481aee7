package dev.pubsub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Delivery;
import dev.pubsub.PublishOptions;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StreamTest {

  private final StreamBus on = new StreamBus();
  private final Sink sink = new Sink();

  private void subscribe() {
    new BusPublisher(on.bus, "a", SubscribeOptions.DEFAULT).subscribe(sink);
  }

  @Test
  void theBusKeepsWhatNobodyHasRequested() throws Exception {
    subscribe();
    assertThat(on.calls).containsExactly("pause");
    sink.subscription().request(2);
    assertThat(on.calls).containsExactly("pause", "resume");
    Delivery first = on.deliver();
    Delivery second = on.deliver();
    assertThat(on.calls).containsExactly("pause", "resume", "pause");
    Delivery onItsWay = on.deliver();
    assertThat(sink.received).hasSize(2).satisfies(all -> assertThat(all.get(0)).isSameAs(first));
    assertThat(sink.received.get(1)).isSameAs(second);

    sink.subscription().request(Long.MAX_VALUE);
    sink.subscription().request(Long.MAX_VALUE);
    assertThat(sink.received).hasSize(3).satisfies(a -> assertThat(a.get(2)).isSameAs(onItsWay));
    assertThat(on.calls).containsExactly("pause", "resume", "pause", "resume");
  }

  @Test
  void aSubscriptionThatCannotBeHeldBackFailsTheStream() throws Exception {
    on.isOfASession = true;
    subscribe();

    assertThat(sink.failure).hasMessage("not alone");
    assertThat(on.calls).contains("close");
    on.deliver();
    assertThat(sink.received).isEmpty();
  }

  @Test
  void aSubscriptionThatCannotBeHeldBackLaterFailsTheStreamThen() throws Exception {
    on.isOfASession = true;
    Sink greedy =
        new Sink() {
          @Override
          public void onSubscribe(Flow.Subscription given) {
            super.onSubscribe(given);
            given.request(2);
          }
        };
    new BusPublisher(on.bus, "a", SubscribeOptions.DEFAULT).subscribe(greedy);
    on.deliver();
    assertThat(greedy.failure).isNull();
    on.deliver();

    assertThat(greedy.received).hasSize(2);
    assertThat(greedy.failure).hasMessage("not alone");
  }

  @Test
  void aCancelledStreamIsClosedAndReceivesNothing() throws Exception {
    subscribe();
    sink.subscription().request(5);
    sink.subscription().cancel();
    on.deliver();

    assertThat(on.calls).endsWith("close");
    assertThat(sink.received).isEmpty();
  }

  @Test
  void whoCancelsAtOnceNeverSubscribes() {
    Sink hasty =
        new Sink() {
          @Override
          public void onSubscribe(Flow.Subscription given) {
            given.cancel();
          }
        };
    new BusPublisher(on.bus, "a", SubscribeOptions.DEFAULT).subscribe(hasty);

    assertThat(on.subscriber).isNull();
  }

  @Test
  void toRequestNothingIsAFault() {
    subscribe();
    sink.subscription().request(0);

    assertThat(sink.failure).isInstanceOf(IllegalArgumentException.class);
    assertThat(on.calls).endsWith("close");
  }

  @Test
  void theEndThatTheBusMakesComesAfterWhatItDelivered() throws Exception {
    subscribe();
    on.deliver();
    on.subscribed().ended();
    assertThat(sink.failure).isNull();
    sink.subscription().request(1);

    assertThat(sink.received).hasSize(1);
    assertThat(codeOf(sink.failure)).isEqualTo(StandardError.OVERLOADED);
  }

  @Test
  void aRefusedSubscriptionFailsTheStream() {
    on.refuses = true;
    subscribe();

    assertThat(codeOf(sink.failure)).isEqualTo(StandardError.BAD_PATTERN);
  }

  @Test
  void whoThrowsIsTakenForCancelled() {
    Sink throwing =
        new Sink() {
          @Override
          public void onNext(Delivery delivery) {
            throw new IllegalStateException("no more");
          }
        };
    new BusPublisher(on.bus, "a", SubscribeOptions.DEFAULT).subscribe(throwing);
    throwing.subscription().request(1);

    assertThatThrownBy(on::deliver).hasMessage("no more");
    assertThat(on.calls).endsWith("close");
  }

  // ---- to the bus

  @Test
  void elementsArePublishedAndMoreAreRequestedInTime() {
    BusSubscriber<Integer> end = new BusSubscriber<>(on.bus, "a", PublishOptions.DEFAULT);
    Source source = new Source();
    end.onSubscribe(source);
    for (int i = 0; i < 100; i++) {
      end.onNext(i);
    }
    end.onComplete();

    assertThat(on.published).hasSize(100);
    assertThat(source.requested).isBetween(101L, 200L);
    assertThat(end.published().toCompletableFuture()).isCompletedWithValue(100L);
  }

  @Test
  void aSecondStreamIsTurnedAway() {
    BusSubscriber<Integer> end = new BusSubscriber<>(on.bus, "a", PublishOptions.DEFAULT);
    Source second = new Source();
    end.onSubscribe(new Source());
    end.onSubscribe(second);

    assertThat(second.cancelled).isTrue();
    assertThat(second.requested).isZero();
  }

  @Test
  void aRefusedElementEndsTheStream() {
    BusSubscriber<Integer> end = new BusSubscriber<>(on.bus, "a", PublishOptions.DEFAULT);
    Source source = new Source();
    end.onSubscribe(source);
    on.refuses = true;
    end.onNext(1);
    on.refuses = false;
    end.onNext(2);

    assertThat(source.cancelled).isTrue();
    assertThat(on.published).isEmpty();
    assertThat(end.published().toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void theFailureOfAStreamIsToldOn() {
    BusSubscriber<Integer> end = new BusSubscriber<>(on.bus, "a", PublishOptions.DEFAULT);
    end.onError(new IllegalStateException("broken"));

    assertThat(end.published().toCompletableFuture()).isCompletedExceptionally();
  }

  private static @Nullable Object codeOf(@Nullable Throwable failure) {
    return failure instanceof PubSubException refusal ? refusal.code() : null;
  }

  private static final class Source implements Flow.Subscription {
    long requested;
    boolean cancelled;

    @Override
    public void request(long count) {
      requested += count;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  private static class Sink implements Flow.Subscriber<Delivery> {
    final List<Delivery> received = new ArrayList<>();
    @Nullable Throwable failure;
    private Flow.@Nullable Subscription subscription;

    Flow.Subscription subscription() {
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
      received.add(delivery);
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
