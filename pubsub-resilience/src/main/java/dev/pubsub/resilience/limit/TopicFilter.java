package dev.pubsub.resilience.limit;

import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;

/**
 * A pattern over topics that is asked about every signal. The usual ones, a plain name and {@code
 * name:**}, take no memory; any other costs what {@link TopicPattern#matches} does.
 */
final class TopicFilter {

  private static final String BELOW = TopicSyntax.COLON.separator() + "**";

  private final TopicPattern pattern;
  private final String parent;
  private final String prefix;

  TopicFilter(TopicPattern pattern) {
    this.pattern = pattern;
    String text = pattern.text();
    String before = text.endsWith(BELOW) ? text.substring(0, text.length() - BELOW.length()) : "";
    this.parent = before.indexOf('*') < 0 && !hasPlus(before) ? before : "";
    this.prefix = parent + TopicSyntax.COLON.separator();
  }

  private static boolean hasPlus(String name) {
    for (String level : TopicSyntax.COLON.levels(name)) {
      if (level.equals("+")) {
        return true;
      }
    }
    return false;
  }

  boolean matches(String topic) {
    return parent.isEmpty()
        ? pattern.matches(topic)
        : topic.startsWith(prefix) || topic.equals(parent);
  }
}
