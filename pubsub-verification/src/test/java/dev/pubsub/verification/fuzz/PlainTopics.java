package dev.pubsub.verification.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/** What docs and Javadoc say of names and patterns, as plainly as can be. */
final class PlainTopics {

  private static final int MAX_BYTES = 255;

  private PlainTopics() {}

  static boolean isName(String text) {
    return hasLevels(text)
        && text.indexOf('*') < 0
        && Arrays.stream(text.split(":", -1)).noneMatch("+"::equals);
  }

  static boolean isPattern(String text) {
    return hasLevels(text)
        && Arrays.stream(text.split(":", -1))
            .allMatch(level -> level.equals("**") || !level.contains("**"));
  }

  private static boolean hasLevels(String text) {
    try {
      return UTF_8.newEncoder().encode(CharBuffer.wrap(text)).remaining() <= MAX_BYTES
          && text.chars().noneMatch(Character::isISOControl)
          && Arrays.stream(text.split(":", -1)).noneMatch(String::isEmpty);
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /**
   * What a pattern means: several {@code **} in a row are one, and {@code *} is + but at the end.
   */
  static String folded(String pattern) {
    String[] levels = pattern.split(":");
    for (int i = 0; i < levels.length - 1; i++) {
      if (levels[i].equals("*")) {
        levels[i] = "+";
      }
    }
    return shortened(String.join(":", levels));
  }

  private static String shortened(String pattern) {
    String shorter = pattern.replace("**:**", "**");
    return shorter.equals(pattern) ? pattern : shortened(shorter);
  }

  static boolean matches(String pattern, String topic) {
    String[] wanted = pattern.split(":");
    String[] levels = topic.split(":");
    // rest[i][j]: whether the pattern from its level i on matches the topic from its level j on.
    boolean[][] rest = new boolean[wanted.length + 1][levels.length + 1];
    rest[wanted.length][levels.length] = true;
    for (int i = wanted.length - 1; i >= 0; i--) {
      for (int j = levels.length; j >= 0; j--) {
        rest[i][j] = matches(wanted, i, levels, j, rest);
      }
    }
    return rest[0][0];
  }

  private static boolean matches(String[] wanted, int i, String[] levels, int j, boolean[][] rest) {
    if (wanted[i].equals("**") && rest[i + 1][j]) {
      return true;
    }
    if (j == levels.length) {
      return false;
    }
    boolean wild = wanted[i].equals("+") || wanted[i].contains("*");
    if (wild && j == 0 && levels[j].equals("$sys")) {
      return false;
    }
    return switch (wanted[i]) {
      case "**" -> rest[i][j + 1];
      case "*" -> i == wanted.length - 1 || rest[i + 1][j + 1];
      case "+" -> rest[i + 1][j + 1];
      default -> rest[i + 1][j + 1] && matchesLevel(wanted[i], levels[j]);
    };
  }

  private static boolean matchesLevel(String wanted, String level) {
    boolean[][] rest = new boolean[wanted.length() + 1][level.length() + 1];
    rest[wanted.length()][level.length()] = true;
    for (int i = wanted.length() - 1; i >= 0; i--) {
      for (int j = level.length(); j >= 0; j--) {
        boolean more = j < level.length();
        rest[i][j] =
            wanted.charAt(i) == '*'
                ? rest[i + 1][j] || (more && rest[i][j + 1])
                : more && wanted.charAt(i) == level.charAt(j) && rest[i + 1][j + 1];
      }
    }
    return rest[0][0];
  }
}
