package dev.pubsub.json.filter;

import org.jspecify.annotations.Nullable;

/**
 * Looks for a text in others, in a time that grows with the length of those alone: as the JDK does
 * it while that is little work even at worst, else after Knuth, Morris and Pratt.
 */
final class Search {

  private static final int LITTLE = 1 << 16;

  private final String sought;
  // How many characters the longest border of each beginning has; made when it is needed.
  private volatile int @Nullable [] borders;

  Search(String sought) {
    this.sought = sought;
  }

  String sought() {
    return sought;
  }

  boolean isIn(String text) {
    return (long) text.length() * sought.length() <= LITTLE
        ? text.contains(sought)
        : isFound(text, borders());
  }

  private boolean isFound(String text, int[] border) {
    int matched = 0;
    for (int i = 0; i < text.length(); i++) {
      matched = extended(matched, text.charAt(i), border);
      if (matched == sought.length()) {
        return true;
      }
    }
    return false;
  }

  private int extended(int matched, char next, int[] border) {
    int length = matched;
    while (length > 0 && sought.charAt(length) != next) {
      length = border[length - 1];
    }
    return sought.charAt(length) == next ? length + 1 : 0;
  }

  private int[] borders() {
    int[] made = borders;
    if (made == null) {
      made = new int[sought.length()];
      for (int i = 1; i < made.length; i++) {
        made[i] = extended(made[i - 1], sought.charAt(i), made);
      }
      borders = made;
    }
    return made;
  }
}
