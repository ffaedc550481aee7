package dev.pubsub.agents.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What may be done to an agent. */
public enum Act {
  /** Send it a signal; a question is one, too. */
  SIGNAL,
  /** Ask it, by an agent or {@code Agents}. */
  ASK,
  /** Stop it. */
  STOP,
  /** Create one of its type. */
  CREATE;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** As it is written in a rule. */
  String word() {
    return word;
  }

  static Optional<Act> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }
}
