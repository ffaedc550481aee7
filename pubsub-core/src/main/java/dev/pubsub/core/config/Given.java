package dev.pubsub.core.config;

/**
 * Something that was given, and where.
 *
 * @param text as a user wrote it
 * @param origin such as {@code code}, {@code system property} or {@code pubsub.yaml:12}
 */
public record Given(String text, String origin) {

  private static final String CODE = "code";

  /** What a program set itself. */
  public static Given inCode(String text) {
    return new Given(text, CODE);
  }

  /** The same without the text, if there is any. */
  Given hidden() {
    return text.isEmpty() ? this : new Given("(hidden)", origin);
  }

  /** How a message about it begins: whoever wrote the code knows where. */
  String place() {
    return origin.equals(CODE) ? "" : origin + ": ";
  }
}
