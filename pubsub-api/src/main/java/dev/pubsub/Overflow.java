package dev.pubsub;

/**
 * What becomes of a signal that finds no room in the queue of a subscription or session.
 *
 * <p>A queue is closed to signals of LOW and NORMAL priority when four fifths of its capacity are
 * taken (the setting {@code soft-limit}), and to those of HIGH priority when all of it is.
 */
public enum Overflow {
  /** What the session or, without one, the bus is configured to do. */
  AS_CONFIGURED,
  /** The new signal is dropped. */
  DROP_NEWEST,
  /**
   * The oldest of the least urgent signals that wait is dropped for it; a new signal that is less
   * urgent than all of them is dropped itself.
   */
  DROP_OLDEST,
  /**
   * The signal of the same topic and key that waits is dropped for it, and the new one goes to the
   * end of the queue; where there is none, as {@link #DROP_OLDEST}.
   */
  LATEST_PER_KEY,
  /**
   * Nothing is dropped: the publisher waits as long as its {@link PublishOptions} allow, and is
   * then refused with OVERLOADED; the signal has reached nobody.
   */
  WAIT,
  /**
   * The new signal is dropped and the subscription, or the whole session, is closed: whoever cannot
   * keep up comes back with a position. Its subscriber is told by {@link Subscriber#ended}.
   */
  DISCONNECT,
  /** The new signal goes to the {@link DeadLetters} of the bus instead. */
  DEAD_LETTER
}
