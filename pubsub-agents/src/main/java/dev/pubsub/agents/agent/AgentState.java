package dev.pubsub.agents.agent;

/** Where an agent is in its life. */
public enum AgentState {
  /** It handles its mail. */
  RUNNING,
  /** It failed and waits to be started again; its mail waits with it. */
  RESTARTING,
  /** It handles what has come so far and takes nothing new. */
  STOPPING
}
