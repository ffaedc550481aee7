package dev.pubsub.core;

import dev.pubsub.core.route.TopicTree;
import dev.pubsub.error.PubSubException;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.HashSet;
import java.util.Set;

/**
 * How many signals of which topics are kept, as the setting {@code history} says, such as {@code
 * room:*=100,audit:**=1000}.
 */
final class HistoryRules {

  static final int MAX = 1_000_000;

  private final TopicTree<Integer> counts = new TopicTree<>(TopicSyntax.COLON);
  private int size;

  private HistoryRules() {}

  /** Reads the rules; says what is wrong with them in the message of its exception. */
  static HistoryRules parse(String text) {
    HistoryRules rules = new HistoryRules();
    Set<TopicPattern> seen = new HashSet<>();
    if (!text.isBlank()) {
      for (String rule : text.split(",", -1)) {
        int equals = rule.lastIndexOf('=');
        TopicPattern pattern = pattern(rule, rule.substring(0, Math.max(0, equals)).strip());
        int count = count(rule, rule.substring(equals + 1).strip());
        if (!seen.add(pattern)) {
          throw fault(rule, "the pattern has a count already");
        }
        rules.counts.obtain(pattern, key -> count);
        rules.size++;
      }
    }
    return rules;
  }

  private static TopicPattern pattern(String rule, String text) {
    try {
      return TopicPattern.parse(text, TopicSyntax.COLON);
    } catch (PubSubException e) {
      throw fault(rule, String.valueOf(e.getMessage()));
    }
  }

  private static int count(String rule, String text) {
    try {
      int count = Integer.parseInt(text);
      if (count >= 1 && count <= MAX) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Told below, like any other count that cannot be.
    }
    throw fault(rule, "the count must be a whole number from 1 to " + MAX);
  }

  private static IllegalArgumentException fault(String rule, String why) {
    return new IllegalArgumentException(
        "a list of pattern=count such as room:*=100,audit:**=1000 (in '" + rule + "' " + why + ")");
  }

  /** The largest count of the patterns that match, or 0 when none does. */
  int keepFor(String topic) {
    return counts.match(topic).stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** Whether nothing is kept at all. */
  boolean isEmpty() {
    return size == 0;
  }
}
