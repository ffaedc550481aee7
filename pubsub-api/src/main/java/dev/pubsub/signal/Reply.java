package dev.pubsub.signal;

import java.util.Objects;
import java.util.Optional;

/**
 * A signal that answers a question, as its headers tell. For whoever reads replies from a topic: it
 * tells what was said from the mark that ends it. Of one responder the {@linkplain #number numbers}
 * ascend by one, so a gap or a double shows.
 *
 * @param kind what it is
 * @param correlation of the question; the empty string when the question had none
 * @param responder an id of who answers; the empty string where only one reply came
 * @param number its place among the replies of a responder, from 1; 0 where it does not say
 * @param signal the reply itself
 */
public record Reply(Kind kind, String correlation, String responder, long number, Signal signal) {

  /** What a reply is. */
  public enum Kind {
    /** One of several: more follow. */
    NEXT,
    /** The mark behind the last of several; its payload says nothing. */
    END,
    /** The only reply, or the last of several. */
    LAST,
    /** There will be none, or no more; the payload is a sentence that says why. */
    ERROR;

    /**
     * How a header says it.
     *
     * @return the name in lower case
     */
    public String word() {
      return switch (this) {
        case NEXT -> "next";
        case END -> "end";
        case LAST -> "last";
        case ERROR -> "error";
      };
    }

    /**
     * Whether nothing of the same responder follows.
     *
     * @return true for all but {@link #NEXT}
     */
    public boolean isEnd() {
      return this != NEXT;
    }

    private static Optional<Kind> of(String word) {
      return switch (word) {
        case "next" -> Optional.of(NEXT);
        case "end" -> Optional.of(END);
        case "last" -> Optional.of(LAST);
        case "error" -> Optional.of(ERROR);
        default -> Optional.empty();
      };
    }
  }

  /**
   * Checks that nothing is missing.
   *
   * @param kind what it is
   * @param correlation of the question, or the empty string
   * @param responder who answers, or the empty string
   * @param number its place, or 0
   * @param signal the reply itself
   */
  public Reply {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(correlation, "correlation");
    Objects.requireNonNull(responder, "responder");
    Objects.requireNonNull(signal, "signal");
  }

  /**
   * Reads the headers of a signal.
   *
   * @param signal any signal
   * @return the reply that it is; empty when it is none, since its headers name neither a kind of
   *     reply nor a correlation, or a kind that is not known. One that has a correlation and names
   *     no kind is the {@linkplain Kind#LAST last}
   */
  public static Optional<Reply> of(Signal signal) {
    Headers headers = signal.headers();
    String word = headers.getOrDefault(ReplyHeaders.REPLY, "");
    String correlation = headers.getOrDefault(ReplyHeaders.CORRELATION, "");
    if (word.isEmpty() && correlation.isEmpty()) {
      return Optional.empty();
    }
    return (word.isEmpty() ? Optional.of(Kind.LAST) : Kind.of(word))
        .map(
            kind ->
                new Reply(
                    kind,
                    correlation,
                    headers.getOrDefault(ReplyHeaders.RESPONDER, ""),
                    number(headers.getOrDefault(ReplyHeaders.NUMBER, "")),
                    signal));
  }

  private static long number(String text) {
    boolean isOne = !text.isEmpty() && text.length() <= 18;
    return isOne && text.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(text) : 0;
  }

  /**
   * What was said: of an error the sentence, of an end mark nothing of interest.
   *
   * @return the payload of the signal
   */
  public Object payload() {
    return signal.payload();
  }
}
