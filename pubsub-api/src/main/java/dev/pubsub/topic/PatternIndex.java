package dev.pubsub.topic;

import java.util.List;
import java.util.function.Function;

/**
 * Finds the values of all patterns that match a topic. Any thread may use it: matching takes no
 * lock and sees every change that was complete before it began; changes are made one at a time.
 *
 * @param <T> what is kept for a pattern
 */
public interface PatternIndex<T> {

  /**
   * The value of a pattern.
   *
   * @param pattern a plain name is one, too
   * @param create makes it from the text of the pattern when there is none; under a lock
   * @return the value that is kept
   */
  T obtain(TopicPattern pattern, Function<String, T> create);

  /**
   * Forgets a pattern; one that is not there is let be.
   *
   * @param pattern as it was put in
   */
  void remove(TopicPattern pattern);

  /**
   * Finds what matches.
   *
   * @param topic the full name of a topic
   * @return the value of each pattern that matches, once, in no particular order
   */
  List<T> match(String topic);
}
