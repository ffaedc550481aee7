package dev.pubsub.agents.agent;

import dev.pubsub.error.PubSubException;
import java.time.Duration;

/**
 * How an agent treats those that it created. More failures than allowed are a failure of its own.
 *
 * @param strategy who is started again when one of them fails
 * @param restarts how many failures are allowed
 * @param within in how long
 */
public record Supervision(Strategy strategy, int restarts, Duration within) {

  /** Each by itself, ten failures in a minute. */
  public static final Supervision DEFAULT =
      new Supervision(Strategy.ONE_FOR_ONE, 10, Duration.ofMinutes(1));

  /** Who is started again. */
  public enum Strategy {
    /** The one that failed. */
    ONE_FOR_ONE,
    /** All of them. */
    ONE_FOR_ALL,
    /** The one that failed, and those that were created after it. */
    REST_FOR_ONE
  }

  /**
   * Checks the numbers.
   *
   * @param strategy who is started again
   * @param restarts how many failures are allowed, zero or more
   * @param within in how long, more than zero
   * @throws PubSubException with BAD_AGENT
   */
  public Supervision {
    if (restarts < 0 || within.isNegative() || within.isZero()) {
      throw new PubSubException(
          AgentError.BAD_AGENT, "supervision allows zero or more restarts within some time");
    }
  }

  /**
   * The default with another strategy.
   *
   * @param strategy who is started again
   * @return the rule
   */
  public static Supervision of(Strategy strategy) {
    return new Supervision(strategy, DEFAULT.restarts, DEFAULT.within);
  }
}
