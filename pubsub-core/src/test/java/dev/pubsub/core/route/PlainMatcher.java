package dev.pubsub.core.route;

import java.util.List;

/** The meaning of patterns, written as plainly as can be: what the tree must agree with. */
final class PlainMatcher {

  private PlainMatcher() {}

  static boolean matches(String pattern, String topic) {
    return matches(List.of(pattern.split(":")), List.of(topic.split(":")), true);
  }

  private static boolean matches(List<String> pattern, List<String> topic, boolean atFirstLevel) {
    if (pattern.isEmpty()) {
      return topic.isEmpty();
    }
    String wanted = pattern.get(0);
    List<String> restOfPattern = rest(pattern);
    if (wanted.equals("**") && matches(restOfPattern, topic, atFirstLevel)) {
      return true;
    }
    if (topic.isEmpty()) {
      return false;
    }
    String level = topic.get(0);
    if (wanted.contains("*") || wanted.equals("+")) {
      if (atFirstLevel && level.equals("$sys")) {
        return false;
      }
    }
    if (wanted.equals("**")) {
      return matches(pattern, rest(topic), false);
    }
    if (wanted.equals("*") && restOfPattern.isEmpty()) {
      return true;
    }
    return matchesLevel(wanted, level) && matches(restOfPattern, rest(topic), false);
  }

  private static boolean matchesLevel(String wanted, String level) {
    if (wanted.equals("*") || wanted.equals("+")) {
      return true;
    }
    int star = wanted.indexOf('*');
    if (star < 0) {
      return wanted.equals(level);
    }
    String before = wanted.substring(0, star);
    String after = wanted.substring(star + 1);
    if (!level.startsWith(before)) {
      return false;
    }
    for (int i = before.length(); i <= level.length(); i++) {
      String tail = level.substring(i);
      if (after.contains("*") ? matchesLevel(after, tail) : tail.equals(after)) {
        return true;
      }
    }
    return false;
  }

  private static <T> List<T> rest(List<T> list) {
    return list.subList(1, list.size());
  }
}
