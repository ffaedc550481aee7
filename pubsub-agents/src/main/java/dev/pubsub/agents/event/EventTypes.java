package dev.pubsub.agents.event;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;

/**
 * Which types of events are wanted, as the bus is told it: the topics that they can have, which may
 * be more than those, and a selector, which leaves the others out.
 */
record EventTypes(String topics, String selector, TopicPattern types) {

  /** What the topic of an event begins with; its type follows. */
  static final String PREFIX = "events.";

  private static final TopicSyntax WORDS = new TopicSyntax('.');

  /** The types that match a pattern; throws BAD_PATTERN. */
  static EventTypes matching(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if (!isGood(pattern.charAt(i)) && "*+".indexOf(pattern.charAt(i)) < 0) {
        throw new PubSubException(
            StandardError.BAD_PATTERN, "a pattern of events has words as types have, and * + **");
      }
    }
    TopicPattern types = TopicPattern.parse(pattern, WORDS);
    return types.isExact()
        ? new EventTypes(PREFIX + pattern, "", types)
        : new EventTypes(topics(pattern), "message.type:\"" + pattern + '"', types);
  }

  /**
   * The words in front of the first wildcard, and anything behind them, which says the same whether
   * the bus separates its levels by dots or not. Before a {@code **}, which may be nothing at all,
   * there is one word less.
   */
  private static String topics(String pattern) {
    StringBuilder known = new StringBuilder(PREFIX);
    String[] words = WORDS.levels(pattern);
    for (int i = 0; isPlain(words[i]) && !words[i + 1].equals("**"); i++) {
      known.append(words[i]).append('.');
    }
    return known.append('*').toString();
  }

  private static boolean isPlain(String word) {
    return word.indexOf('*') < 0 && !word.equals("+");
  }

  /** Whether an event can have this type. */
  static boolean isType(String text) {
    char before = '.';
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (!isGood(each) || (each == '.' && before == '.')) {
        return false;
      }
      before = each;
    }
    return before != '.';
  }

  private static boolean isGood(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
  }

  /** Whether the topics are those of the types that match, and no more. */
  boolean areWhole() {
    return topics.equals(PREFIX + types.text());
  }

  boolean include(Signal event) {
    return types.matches(event.type());
  }
}
