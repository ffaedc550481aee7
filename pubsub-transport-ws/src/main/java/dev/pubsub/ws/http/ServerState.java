package dev.pubsub.ws.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Since when the server runs, and whether it is going down. Any thread may use it. */
public final class ServerState {

  private final Clock clock;
  private final Instant startedAt;
  private volatile boolean draining;

  /**
   * A server that starts now.
   *
   * @param clock the time of day
   */
  public ServerState(Clock clock) {
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  /** From now on the server is going down and takes nothing new. */
  public void drain() {
    draining = true;
  }

  /**
   * Whether it is going down.
   *
   * @return true after {@link #drain}
   */
  public boolean isDraining() {
    return draining;
  }

  Clock clock() {
    return clock;
  }

  Instant startedAt() {
    return startedAt;
  }

  Instant now() {
    return clock.instant();
  }

  long uptimeSeconds() {
    return Duration.between(startedAt, now()).toSeconds();
  }
}
