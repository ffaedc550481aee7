package dev.pubsub.agents.agent;

import dev.pubsub.error.PubSubException;
import java.time.Duration;

/**
 * What becomes of an agent that fails, as long as whoever supervises it allows restarts. Its mail
 * waits meanwhile.
 *
 * @param wanted whether it is started again at all; if not, it ends
 * @param keepsState whether it goes on with the object it has, instead of a new one
 * @param backoff how long it waits for its first restart; each further one waits twice as long, a
 *     tenth of a second where it was zero, until it has handled mail for as long as the longest
 *     wait without failing
 * @param longest how long it waits at most
 */
public record Restart(boolean wanted, boolean keepsState, Duration backoff, Duration longest) {

  /** Started again at once the first time, later within ten seconds, with a new state. */
  public static final Restart FRESH =
      new Restart(true, false, Duration.ZERO, Duration.ofSeconds(10));

  /** The same, but it goes on with the state it has. */
  public static final Restart KEEPING_STATE =
      new Restart(true, true, Duration.ZERO, Duration.ofSeconds(10));

  /** Whoever fails ends. */
  public static final Restart NEVER = new Restart(false, false, Duration.ZERO, Duration.ZERO);

  /**
   * Checks the times.
   *
   * @param wanted whether it is started again
   * @param keepsState whether it goes on with the object it has
   * @param backoff the first wait, zero or more
   * @param longest the longest, not shorter
   * @throws PubSubException with BAD_AGENT
   */
  public Restart {
    if (backoff.isNegative() || longest.compareTo(backoff) < 0) {
      throw new PubSubException(
          AgentError.BAD_AGENT, "a restart waits for zero or more, and not longer than at most");
    }
  }

  /**
   * This rule with other waits.
   *
   * @param first the first wait
   * @param most the longest
   * @return the changed copy
   */
  public Restart backingOff(Duration first, Duration most) {
    return new Restart(wanted, keepsState, first, most);
  }
}
