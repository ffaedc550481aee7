package dev.pubsub.cluster.coordination;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.concurrent.CompletionException;

/** What may be asked of the voters, and what is said when it may not. */
final class Names {

  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_VALUE = 65_536;

  private Names() {}

  static String checked(String what, String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw bad(what + " has 1 to " + LONGEST_NAME + " characters, not " + name.length());
    }
    return name;
  }

  static String value(String value) {
    if (value.length() > LONGEST_VALUE) {
      throw bad("a value has at most " + LONGEST_VALUE + " characters, not " + value.length());
    }
    return value;
  }

  static PubSubException bad(String sentence) {
    return new PubSubException(StandardError.BAD_OPTION, sentence);
  }

  static PubSubException closed() {
    return new PubSubException(StandardError.CLOSED, "it is closed");
  }

  /** What was meant, where a stage has wrapped it. */
  static PubSubException refusal(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof PubSubException refusal
        ? refusal
        : new PubSubException(
            CoordinationError.NO_QUORUM, String.valueOf(failure.getMessage()), failure);
  }
}
