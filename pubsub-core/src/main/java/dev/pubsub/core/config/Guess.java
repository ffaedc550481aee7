package dev.pubsub.core.config;

import java.util.Collection;

/** What somebody may have meant who mistyped a key. */
final class Guess {

  private static final int CLOSE = 4;

  private Guess() {}

  /** The nearest known key as a clause to append, or nothing when none is near. */
  static String nearest(String key, Collection<String> known) {
    String best = "";
    int smallest = CLOSE + 1;
    for (String candidate : known) {
      int distance = distance(key, candidate);
      if (distance < smallest) {
        smallest = distance;
        best = ", did you mean " + candidate + "?";
      }
    }
    return best;
  }

  /** Levenshtein's distance, one row at a time. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
