package dev.pubsub.core.config;

import java.util.Collection;
import java.util.regex.Pattern;

/** What somebody may have meant who mistyped a key. */
final class Guess {

  private static final int CLOSE = 4;
  private static final Pattern PREFIX = Pattern.compile("^(pubsub\\.|PUBSUB_)");

  private Guess() {}

  /**
   * The nearest known key as a clause to append, or nothing when none is near: one that is written
   * almost so, or else one that ends in the whole of what was written.
   */
  static String nearest(String key, Collection<String> known) {
    String best =
        known.stream()
            .filter(candidate -> endsIn(key, candidate))
            .findFirst()
            .map(Guess::clause)
            .orElse("");
    int smallest = CLOSE + 1;
    for (String candidate : known) {
      int distance = distance(key, candidate);
      if (distance < smallest) {
        smallest = distance;
        best = clause(candidate);
      }
    }
    return best;
  }

  private static boolean endsIn(String key, String candidate) {
    String written = PREFIX.matcher(key).replaceFirst("");
    return !written.isEmpty()
        && (candidate.endsWith("." + written) || candidate.endsWith("_" + written));
  }

  private static String clause(String candidate) {
    return ", did you mean " + candidate + "?";
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
