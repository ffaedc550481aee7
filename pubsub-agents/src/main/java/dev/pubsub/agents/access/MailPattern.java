package dev.pubsub.agents.access;

import dev.pubsub.agents.agent.AgentId;

/**
 * Which patterns can match the topic of an agent's mail, however a bus parts the levels of names:
 * where that makes a difference, they can.
 */
final class MailPattern {

  private MailPattern() {}

  /** Whether a pattern or a topic can match the mail of any agent. */
  static boolean mayMatch(String pattern) {
    // No id has a colon in it, so at most one of these levels can be more than nothing.
    String only = "**";
    for (String level : pattern.split(":", -1)) {
      if (!level.equals("**")) {
        if (!only.equals("**")) {
          return false;
        }
        only = level;
      }
    }
    return mayMatchLevel(only);
  }

  private static boolean mayMatchLevel(String level) {
    int end = 0;
    while (end < level.length() && "*+".indexOf(level.charAt(end)) < 0) {
      end++;
    }
    String literal = level.substring(0, end);
    return literal.startsWith(AgentId.DIRECT)
        || (end < level.length() && AgentId.DIRECT.startsWith(literal));
  }
}
