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

  /** Any text that begins so, which is the usual form. */
  record Beginning(String prefix) implements Value {
    @Override
    public boolean is(String candidate) {
      return candidate.startsWith(prefix);
    }
  }

  /** Any text of this form. */
  record Like(TopicPattern pattern) implements Value {

    /** A longer text is of no such form, since to look takes a time of both lengths multiplied. */
    private static final int LONGEST = 1024;

    @Override
    public boolean is(String candidate) {
      return candidate.length() <= LONGEST && pattern.matches(candidate);
    }
  }
}
