package dev.pubsub.topic;

import java.util.Optional;

/**
 * How topic names of a bus are written: levels split by one character.
 *
 * <p>A name has 1 to {@value #MAX_BYTES} bytes in UTF-8, no empty level, no control character, no
 * {@code *} anywhere, and no level that is just {@code +}.
 *
 * @param separator the character between levels
 */
public record TopicSyntax(char separator) {

  /** Levels split by a colon, as in {@code room:1}. */
  public static final TopicSyntax COLON = new TopicSyntax(':');

  /** The longest name, in bytes of UTF-8. */
  public static final int MAX_BYTES = 255;

  /** The first level of the bus's own topics, which no wildcard matches. */
  public static final String RESERVED = "$sys";

  /**
   * Checks the separator.
   *
   * @param separator a printable character other than a wildcard
   */
  public TopicSyntax {
    if (separator == '*' || separator == '+' || separator <= ' ' || separator > '~') {
      throw new IllegalArgumentException("cannot separate levels with " + (int) separator);
    }
  }

  /**
   * Says what is wrong with a topic name.
   *
   * @param name what was given as a name
   * @return one sentence, or empty when the name is right
   */
  public Optional<String> faultOf(String name) {
    Optional<String> fault = faultOfLevels(name);
    if (fault.isPresent()) {
      return fault;
    }
    if (name.indexOf('*') >= 0) {
      return Optional.of("a topic name must not contain '*'");
    }
    for (String level : levels(name)) {
      if (level.equals("+")) {
        return Optional.of("a topic name must not have '+' as a level");
      }
    }
    return Optional.empty();
  }

  /** What names and patterns have in common: length, characters, no empty level. */
  Optional<String> faultOfLevels(String text) {
    if (text.isEmpty()) {
      return Optional.of("a topic must not be empty");
    }
    int bytes = 0;
    char before = separator;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        return Optional.of("a topic must not contain control characters (at character " + i + ")");
      }
      if (Character.isSurrogate(c) && !pairedAt(text, i)) {
        return Optional.of("a topic must be valid Unicode (at character " + i + ")");
      }
      if (c == separator && before == separator) {
        return Optional.of("a topic must not have an empty level (at character " + i + ")");
      }
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
      before = c;
    }
    if (before == separator) {
      return Optional.of("a topic must not end with '" + separator + "'");
    }
    return bytes > MAX_BYTES
        ? Optional.of("a topic must not be longer than " + MAX_BYTES + " bytes, this has " + bytes)
        : Optional.empty();
  }

  private static boolean pairedAt(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  /**
   * Splits a name or pattern.
   *
   * @param text a name or pattern
   * @return its levels, at least one
   */
  public String[] levels(String text) {
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == separator) {
        count++;
      }
    }
    String[] levels = new String[count];
    int from = 0;
    for (int n = 0; n < count - 1; n++) {
      int to = text.indexOf(separator, from);
      levels[n] = text.substring(from, to);
      from = to + 1;
    }
    levels[count - 1] = text.substring(from);
    return levels;
  }
}
