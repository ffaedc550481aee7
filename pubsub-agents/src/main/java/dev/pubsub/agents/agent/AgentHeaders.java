package dev.pubsub.agents.agent;

/**
 * The names of the headers that say where the signals of agents come from. Beside these, what an
 * agent sends while it handles mail carries {@link dev.pubsub.signal.ReplyHeaders#CAUSATION}: the
 * id of the signal in hand.
 */
public final class AgentHeaders {

  /** The id of the signal with which all began that led to this one; that one itself has none. */
  public static final String CONVERSATION = "conversation";

  private AgentHeaders() {}
}
