package dev.pubsub.agents.runtime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Code that is not ours, of which nothing may keep an agent from its next turn. */
final class Foreign {

  private static final Logger LOG = LoggerFactory.getLogger(Foreign.class);

  private Foreign() {}

  /** Runs something, and logs what escapes it. */
  static void run(String agent, Runnable code) {
    try {
      code.run();
    } catch (RuntimeException | Error e) {
      complain("A part of a turn of the agent '{}' failed", agent, e);
    }
  }

  /** Logs a failure, which may itself fail when it is asked what it says. */
  static void complain(String sentence, String agent, Throwable failure) {
    try {
      LOG.warn(sentence, agent, failure);
    } catch (RuntimeException | Error unsayable) {
      LOG.warn(sentence + ": {}", agent, failure.getClass().getName());
    }
  }

  /** The failure, or another one in its place where it cannot be asked what it says. */
  static Throwable sayable(Throwable failure) {
    try {
      var unused = failure + failure.getMessage();
      return failure;
    } catch (RuntimeException | Error e) {
      return new IllegalStateException(
          failure.getClass().getName() + ", which cannot be asked why");
    }
  }
}
