package dev.pubsub.core.filter;

import dev.pubsub.topic.TopicPattern;

/** What an attribute must be. */
sealed interface Value {

  /** Whether a text is that. */
  boolean is(String text);

  /** This very text. */
  record Literally(String text) implements Value {
    @Override
    public boolean is(String candidate) {
      return text.equals(candidate);
    }
  }

  /** Any text of this form. */
  record Like(TopicPattern pattern) implements Value {
    @Override
    public boolean is(String candidate) {
      return pattern.matches(candidate);
    }
  }
}
