package dev.pubsub.resilience.breaker;

/** What becomes of signals while a breaker lets none through. */
enum Meanwhile {
  /** They wait, in order. */
  HOLD,
  /** They are dropped, and counted. */
  DROP,
  /** They go to the dead letters. */
  DEAD_LETTER
}
