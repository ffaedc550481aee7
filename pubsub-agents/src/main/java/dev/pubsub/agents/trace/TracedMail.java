package dev.pubsub.agents.trace;

import dev.pubsub.signal.Signal;
import java.time.Instant;

/**
 * A piece of mail that came to an agent, and what became of it.
 *
 * @param signal what was published; its source is whoever sent it
 * @param time when it came
 * @param outcome what became of it
 * @param why the same in a sentence, where something went wrong; the empty string otherwise
 */
public record TracedMail(Signal signal, Instant time, Outcome outcome, String why) {

  /** What became of a piece of mail. */
  public enum Outcome {
    /** It waits, or is in the hands of the agent. */
    RECEIVED,
    /** The agent has handled it. */
    HANDLED,
    /** The agent failed with it in its hands. */
    FAILED,
    /** It is among the dead letters. */
    SET_ASIDE
  }

  TracedMail ended(Outcome newOutcome, String newWhy) {
    return new TracedMail(signal, time, newOutcome, newWhy);
  }
}
