package dev.pubsub;

/** Why a signal that matched a subscription did not reach its subscriber. */
public enum DropReason {
  /** As many signals were waiting as the capacity allows. */
  OVERFLOW,
  /** The subscriber threw an exception. */
  FAILED,
  /** The subscription ended while the signal was waiting. */
  CLOSED
}
