package dev.pubsub.agents.runtime;

import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.signal.Signal;
import java.util.List;
import java.util.Optional;

/**
 * A look at an agent.
 *
 * @param info what is known of it
 * @param waiting how much waits for its turn: mail, and whatever the agent asked to be told
 * @param inHand the signal that it handles
 * @param next the signals that it will handle next, the first first; roughly, since it goes on
 *     meanwhile
 */
public record Inspection(AgentInfo info, int waiting, Optional<Signal> inHand, List<Signal> next) {

  /**
   * Copies the list.
   *
   * @param info what is known of it
   * @param waiting how much waits
   * @param inHand the signal that it handles
   * @param next the signals that it will handle next
   */
  public Inspection {
    next = List.copyOf(next);
  }
}
