package dev.pubsub.agents.agent;

import dev.pubsub.error.ErrorCode;

/** The refusals of this module. */
public enum AgentError implements ErrorCode {
  /** What is said of an agent breaks a rule. */
  BAD_AGENT(Kind.CALLER),
  /** There is an agent of that id. */
  AGENT_EXISTS(Kind.CALLER),
  /** There is no agent of that id. */
  AGENT_NOT_FOUND(Kind.CALLER),
  /** As much mail waits for the agent as may. */
  AGENT_BUSY(Kind.RESOURCES),
  /** An agent failed while it was started. */
  AGENT_FAILED(Kind.CALLER);

  private final Kind kind;

  AgentError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
