package dev.pubsub.spi.flow;

/**
 * What whoever stands in front of a subscriber can do about its signals. {@link #hold}, {@link
 * #drop} and {@link #setAside} are about the signal in hand: they are called during a call of
 * {@code receive}, on its thread, of which the outcome does not count then; the last call decides.
 * All else may be called on any thread.
 */
public interface SubscriptionControl {

  /**
   * Where.
   *
   * @return the name of the bus
   */
  String bus();

  /**
   * What the subscription asks for now.
   *
   * @return a topic name or a pattern
   */
  String pattern();

  /**
   * Who subscribed.
   *
   * @return the name of the principal
   */
  String principal();

  /**
   * Whether it {@linkplain dev.pubsub.SubscribeOptions#acknowledged acknowledges}: a call that
   * throws is tried again without anybody's doing then.
   *
   * @return the same as long as it is open
   */
  boolean acknowledges();

  /**
   * Puts the signal in hand back: it, and all that comes behind it, waits until {@link #release},
   * within the bounds of the subscription, and comes again in the same order. A subscription of a
   * session holds the whole session back, which has one queue; one that acknowledges has its own,
   * and being held takes no attempt.
   */
  void hold();

  /**
   * Lets deliveries go on that {@link #hold} stopped, those of the whole session. Does not block;
   * not called by itself, so that another one in the session may do it too early: what must go on
   * waiting is held once more when it comes again.
   */
  void release();

  /** Takes the signal in hand out; counted as {@link dev.pubsub.DropReason#WITHHELD}. */
  void drop();

  /**
   * Keeps the signal in hand among the dead letters; counted as {@link
   * dev.pubsub.DropReason#REJECTED}.
   *
   * @param why one sentence, of which the first 500 characters are kept
   */
  void setAside(String why);

  /**
   * Whether the signal in hand has been held, dropped or set aside in this call of {@code receive},
   * by whoever stands nearer to the subscriber: that it returned says nothing about the subscriber
   * then. Asked during the call, on its thread.
   *
   * @return whether it was
   */
  boolean isDecided();

  /**
   * Has something done when the subscription ends, however it does. No lock of the bus is held
   * then. Whoever asks for this stands in front of the subscriber, even one that leaves it alone.
   *
   * @param task short, must not block; run once, at once when it has ended already
   */
  void whenClosed(Runnable task);
}
