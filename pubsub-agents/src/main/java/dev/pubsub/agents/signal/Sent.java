package dev.pubsub.agents.signal;

import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;

/**
 * What became of a signal to one of several.
 *
 * @param to the id of the agent, or the name of the topic
 * @param result what became of it
 */
public record Sent(String to, PublishResult result) {

  /**
   * Whether it is on its way.
   *
   * @return false when it was refused
   */
  public boolean isOnItsWay() {
    return result instanceof Accepted;
  }
}
