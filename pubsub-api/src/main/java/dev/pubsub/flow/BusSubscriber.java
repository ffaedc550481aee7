package dev.pubsub.flow;

import dev.pubsub.Bus;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.error.PubSubException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the elements of a {@link Flow} stream to a topic, each as the payload of a signal.
 *
 * <p>Nothing is lost on the way in silence: the first element that the bus refuses ends the stream,
 * and {@link #published} tells why. With {@link PublishOptions#waitingUpTo} a full bus slows the
 * stream down instead: its thread waits in {@code onNext} as long as the options say.
 *
 * @param <T> the elements
 */
public final class BusSubscriber<T> implements Flow.Subscriber<T> {

  private static final int WINDOW = 64;

  private final Bus bus;
  private final String topic;
  private final PublishOptions options;
  private final CompletableFuture<Long> published = new CompletableFuture<>();
  // Written by the stream, which calls one method after the other.
  private Flow.@Nullable Subscription upstream;
  private long count;
  private int open;

  /**
   * Ready to be subscribed, to one stream.
   *
   * @param bus where to publish
   * @param topic the full name of a topic
   * @param options what the signals carry
   */
  public BusSubscriber(Bus bus, String topic, PublishOptions options) {
    this.bus = Objects.requireNonNull(bus, "bus");
    this.topic = Objects.requireNonNull(topic, "topic");
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * Tells how the stream has ended.
   *
   * @return how many elements were published, once the stream is complete; the failure of the
   *     stream, or a {@link PubSubException} with the code of the element that was refused
   */
  public CompletionStage<Long> published() {
    return published.minimalCompletionStage();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    Objects.requireNonNull(subscription, "subscription");
    if (upstream != null) {
      // Rule 2.5.
      subscription.cancel();
      return;
    }
    upstream = subscription;
    open = WINDOW;
    subscription.request(WINDOW);
  }

  @Override
  public void onNext(T element) {
    Objects.requireNonNull(element, "element");
    Flow.Subscription stream = upstream;
    if (stream == null || published.isDone()) {
      return;
    }
    try {
      if (bus.publish(topic, element, options) instanceof PublishResult.Rejected rejected) {
        refused(
            stream, new PubSubException(rejected.code(), rejected.reason(), rejected.retryAfter()));
        return;
      }
    } catch (PubSubException e) {
      refused(stream, e);
      return;
    }
    count++;
    if (--open <= WINDOW / 2) {
      open += WINDOW / 2;
      stream.request(WINDOW / 2);
    }
  }

  private void refused(Flow.Subscription stream, PubSubException cause) {
    stream.cancel();
    published.completeExceptionally(cause);
  }

  @Override
  public void onError(Throwable cause) {
    published.completeExceptionally(Objects.requireNonNull(cause, "cause"));
  }

  @Override
  public void onComplete() {
    published.complete(count);
  }
}
