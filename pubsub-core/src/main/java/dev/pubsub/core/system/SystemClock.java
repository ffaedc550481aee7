package dev.pubsub.core.system;

import java.time.Clock;

/** The real time of day. */
public final class SystemClock {

  private SystemClock() {}

  /** A clock in UTC. */
  public static Clock create() {
    return Clock.systemUTC();
  }
}
