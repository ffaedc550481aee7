package dev.pubsub.resilience.breaker;

/** Whether somebody has set a breaker by hand. */
public enum BreakerOverride {
  /** Nobody has: it opens and closes by what it sees. */
  AUTO,
  /** It is open, whatever happens. */
  OPEN,
  /** It is closed, whatever happens, and counts nothing. */
  CLOSED
}
