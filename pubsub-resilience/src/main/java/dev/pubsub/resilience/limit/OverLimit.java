package dev.pubsub.resilience.limit;

/** What becomes of an operation for which there are no tokens. */
enum OverLimit {
  /** It is refused. */
  REJECT,
  /** A signal is taken out without a word. */
  SHED,
  /** It is refused, unless its publisher is ready to wait. */
  WAIT
}
