package dev.pubsub.agents.runtime;

/** Why mail was set aside that no agent handled. */
public enum Unhandled {
  /** There was no agent of that id. */
  NOT_FOUND("there is no agent of that id"),
  /** The agent lives on another node, where the mail could not be sent. */
  ELSEWHERE("the agent lives on another node, and its mail could not be sent there"),
  /** As much mail waited as may. */
  NO_ROOM("as much mail waits for the agent as may"),
  /** The agent took nothing new, since it was being stopped. */
  STOPPING("the agent is being stopped"),
  /** The agent ended before its turn came. */
  ENDED("the agent has ended");

  private final String sentence;

  Unhandled(String sentence) {
    this.sentence = sentence;
  }

  /**
   * The reason in words.
   *
   * @return a sentence, as it stands in the dead letter
   */
  String sentence() {
    return sentence;
  }
}
