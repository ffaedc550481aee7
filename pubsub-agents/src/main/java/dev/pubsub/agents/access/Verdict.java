package dev.pubsub.agents.access;

/** What a rule says. */
public enum Verdict {
  /** It may be done. */
  ALLOW,
  /** It may not. */
  REFUSE
}
