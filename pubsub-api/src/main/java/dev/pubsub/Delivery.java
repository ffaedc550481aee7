package dev.pubsub;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Encoder;
import dev.pubsub.signal.Signal;
import java.util.Optional;

/**
 * One signal on its way to subscribers. The same object may reach many of them.
 *
 * <p>A subscription that {@linkplain SubscribeOptions#acknowledged acknowledges} gets an object of
 * its own for each attempt, and settles it once: by {@link #ack}, {@link #retryLater} or {@link
 * #reject}, on any thread, while it is received or later. Whatever is called after that, after the
 * time for the attempt, or after the subscription was closed, does nothing.
 */
public interface Delivery {

  /**
   * The signal itself.
   *
   * @return the signal, immutable
   */
  Signal signal();

  /**
   * Where the history of the bus stands behind this signal, for a subscription that comes back
   * later, see {@link StartAt#after}.
   *
   * @return an opaque text; empty when no history is kept of the topic
   */
  Optional<String> position();

  /**
   * The signal in another form, made by the first subscriber that asks and shared by all.
   *
   * @param encoder identifies the form; use one instance for all subscribers
   * @param <T> the form, immutable or never changed, since everybody gets the same object
   * @return what the encoder made of this signal
   * @throws RuntimeException what the encoder throws; the next caller tries again
   */
  <T> T shared(Encoder<T> encoder);

  /**
   * Whether the steps of the signal are noted, see {@link Bus#trace}: those of most are not. For
   * transports, which have one more to tell by {@link #written}.
   *
   * @return whether it is worth while to tell
   */
  default boolean isTraced() {
    return false;
  }

  /**
   * Tells that the last byte of the signal was handed to the socket of a client, for whoever asks
   * for the {@linkplain Hop.Step#WRITTEN steps} of it. Any thread; does not block.
   *
   * @param pattern of the subscription by which the client hears of it
   * @param connection which one it is, as the transport calls it
   */
  default void written(String pattern, String connection) {}

  /**
   * Which attempt this is to deliver the signal to this subscription.
   *
   * @return 1 and up; always 1 for a subscription that does not acknowledge
   */
  default int attempt() {
    return 1;
  }

  /**
   * The signal is handled, and will not be delivered again. Does nothing for a subscription that
   * does not acknowledge. Does not block.
   */
  default void ack() {}

  /**
   * The signal could not be handled now; it is delivered again after a rest, unless this was the
   * last attempt. The same happens when {@link Subscriber#receive} throws. Does not block.
   *
   * @throws PubSubException with BAD_OPTION when the subscription does not acknowledge
   */
  default void retryLater() {
    throw notAcknowledged();
  }

  /**
   * The signal will never be handled; it goes to the {@link DeadLetters}. Does not block.
   *
   * @param reason a sentence for whoever looks at them; cut after 500 characters
   * @throws PubSubException with BAD_OPTION when the subscription does not acknowledge
   */
  default void reject(String reason) {
    throw notAcknowledged();
  }

  private static PubSubException notAcknowledged() {
    return new PubSubException(
        StandardError.BAD_OPTION,
        "this subscription delivers each signal once; to retry or reject one, subscribe with"
            + " SubscribeOptions.acknowledged()");
  }
}
