package dev.pubsub.core.deliver;

import dev.pubsub.Delivery;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.signal.Encoder;
import dev.pubsub.signal.Signal;
import java.util.Optional;

/**
 * One attempt to deliver a letter to a subscription that acknowledges. Whoever is first settles it:
 * the subscriber, the timeout, or the end of the subscription.
 */
public final class Receipt implements Delivery {

  private final Letter letter;
  private final AcknowledgingReceiver receiver;
  private final boolean replay;
  private final int attempt;
  private final boolean fresh;
  // Guarded by the receipts that are open.
  long deadline;

  private Receipt(
      Letter letter, AcknowledgingReceiver receiver, boolean replay, int attempt, boolean fresh) {
    this.letter = letter;
    this.receiver = receiver;
    this.replay = replay;
    this.attempt = attempt;
    this.fresh = fresh;
  }

  /** That of a first attempt. */
  static Receipt first(Letter letter, AcknowledgingReceiver receiver, boolean replay) {
    return new Receipt(letter, receiver, replay, 1, true);
  }

  Receipt next() {
    return new Receipt(letter, receiver, replay, attempt + 1, false);
  }

  /** The same attempt once more, since it was given back. */
  Receipt again() {
    return new Receipt(letter, receiver, replay, attempt, false);
  }

  /** Whether the letter has not been taken up before. */
  boolean isFresh() {
    return fresh;
  }

  /** Calls the subscriber, unless there is a reason not to. */
  public void deliver() {
    receiver.deliver(this);
  }

  /** Whom it is for. */
  public Receiver receiver() {
    return receiver;
  }

  /** Whether it is from the past, and takes up no room. */
  public boolean isReplay() {
    return replay;
  }

  Letter letter() {
    return letter;
  }

  @Override
  public Signal signal() {
    return letter.signal();
  }

  @Override
  public Optional<String> position() {
    return letter.position();
  }

  @Override
  public <T> T shared(Encoder<T> encoder) {
    return letter.shared(encoder);
  }

  @Override
  public boolean isTraced() {
    return letter.isTraced();
  }

  @Override
  public void written(String pattern, String connection) {
    letter.written(pattern, connection);
  }

  @Override
  public int attempt() {
    return attempt;
  }

  @Override
  public void ack() {
    receiver.ack(this);
  }

  @Override
  public void retryLater() {
    receiver.retry(this, "the subscriber asked for another attempt");
  }

  @Override
  public void reject(String reason) {
    receiver.reject(this, reason);
  }
}
