package dev.pubsub.topic;

/** One level of a compiled {@link TopicPattern}. */
public sealed interface Segment {

  /**
   * Exactly this level.
   *
   * @param text the level
   */
  record Literal(String text) implements Segment {}

  /** Exactly one level, whatever it is. */
  record OneLevel() implements Segment {}

  /** One or more levels up to the end. */
  record Tail() implements Segment {}

  /** Zero or more levels. */
  record AnyLevels() implements Segment {}

  /**
   * One level with {@code *} standing for any characters, none included.
   *
   * @param text the level as written, with at least one {@code *} and other characters
   */
  record Glob(String text) implements Segment {

    /**
     * Matches one level.
     *
     * @param level the level of a topic name
     * @return whether it matches
     */
    public boolean matches(String level) {
      int at = 0;
      int next = 0;
      int star = -1;
      int retry = 0;
      // The usual walk for '*': on a mismatch, let the last star swallow one more character.
      while (at < level.length()) {
        if (next < text.length() && text.charAt(next) == '*') {
          star = next++;
          retry = at;
        } else if (next < text.length() && text.charAt(next) == level.charAt(at)) {
          next++;
          at++;
        } else if (star >= 0) {
          next = star + 1;
          at = ++retry;
        } else {
          return false;
        }
      }
      while (next < text.length() && text.charAt(next) == '*') {
        next++;
      }
      return next == text.length();
    }
  }
}
