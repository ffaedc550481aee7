package dev.pubsub.core.feed;

import java.nio.charset.StandardCharsets;

/** Any text as the last levels of a topic. */
final class TopicTail {

  /** So that what stands before it has room in a topic. */
  private static final int MOST_BYTES = 150;

  private static final int REPLACEMENT = 0xFFFD;

  private TopicTail() {}

  /**
   * A text such as a pattern as the end of a topic: what cannot stand there is written as in a URI,
   * what is long is cut, and nothing at all is {@code %}.
   */
  static String of(String text) {
    StringBuilder tail = new StringBuilder();
    int bytes = 0;
    boolean levelBegins = true;
    for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      String next = escaped(text.codePointAt(at), levelBegins);
      bytes += next.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MOST_BYTES) {
        break;
      }
      tail.append(next);
      levelBegins = next.equals(":");
    }
    if (levelBegins && tail.length() > 0) {
      tail.setLength(tail.length() - 1);
    }
    return tail.length() == 0 ? "%" : tail.toString();
  }

  private static String escaped(int character, boolean levelBegins) {
    if (character == ':' && !levelBegins) {
      return ":";
    }
    if (":*+%".indexOf(character) >= 0 || Character.isISOControl(character)) {
      return "%%%02X".formatted(character);
    }
    return Character.toString(
        Character.getType(character) == Character.SURROGATE ? REPLACEMENT : character);
  }
}
