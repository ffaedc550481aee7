package dev.pubsub.server.doctor;

import java.util.List;
import java.util.Locale;

/**
 * One line of what a check has to say.
 *
 * @param outcome how good it is
 * @param sentence what was found
 * @param advice what to do; empty where nothing is to be done
 */
record Finding(Outcome outcome, String sentence, String advice) {

  /** How good it is. */
  enum Outcome {
    OK,
    /** Could not be looked at; the sentence says why. */
    SKIPPED,
    /** A server starts, but may not do what is expected of it. */
    WARNING,
    /** A server does not start. */
    PROBLEM;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static List<Finding> ok(String sentence) {
    return List.of(new Finding(Outcome.OK, sentence, ""));
  }

  static List<Finding> skipped(String sentence) {
    return List.of(new Finding(Outcome.SKIPPED, sentence, ""));
  }

  static List<Finding> warning(String sentence, String advice) {
    return List.of(new Finding(Outcome.WARNING, sentence, advice));
  }

  static List<Finding> problem(String sentence, String advice) {
    return List.of(new Finding(Outcome.PROBLEM, sentence, advice));
  }
}
