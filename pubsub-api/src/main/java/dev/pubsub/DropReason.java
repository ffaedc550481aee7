package dev.pubsub;

/** Why a signal did not reach a subscriber. */
public enum DropReason {
  /** As many signals were waiting as the capacity allows. */
  OVERFLOW,
  /** There was no room; a newer signal of the same topic and key is on its way instead. */
  REPLACED,
  /** There was no room; the signal is kept among the {@link DeadLetters}. */
  DEAD_LETTERED,
  /** An interceptor took the signal out before it was matched; counted for the bus alone. */
  INTERCEPTED,
  /** A gate took the signal out before it was matched; counted for the bus alone. */
  SHED,
  /** What stands in front of the subscriber, such as an open circuit breaker, kept it away. */
  WITHHELD,
  /** Its time to live was over before the subscriber could be called. */
  EXPIRED,
  /** The subscriber threw an exception, and does not acknowledge. */
  FAILED,
  /**
   * The subscriber, or what stands in front of it, rejected it; the signal is kept among the {@link
   * DeadLetters}.
   */
  REJECTED,
  /**
   * It was delivered as often as it may be and never acknowledged; the signal is kept among the
   * {@link DeadLetters}.
   */
  EXHAUSTED,
  /** The subscription ended while the signal was waiting, or before it was acknowledged. */
  CLOSED,
  /**
   * A durable subscription was closed while the signal was waiting, or before it was acknowledged;
   * the signal is kept until the subscription is opened again.
   */
  DETACHED
}
