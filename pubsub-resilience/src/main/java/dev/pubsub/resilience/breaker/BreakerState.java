package dev.pubsub.resilience.breaker;

/** How a breaker stands. */
public enum BreakerState {
  /** All signals are let through. */
  CLOSED,
  /** None is let through. */
  OPEN,
  /** A few are let through, one at a time, to see how it goes. */
  HALF_OPEN
}
