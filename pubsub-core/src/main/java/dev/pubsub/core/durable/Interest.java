package dev.pubsub.core.durable;

import dev.pubsub.topic.TopicPattern;

/** Told what other nodes are to send here though nobody is here to receive it. */
@FunctionalInterface
public interface Interest {

  /**
   * There is one more durable subscription to a pattern, or one less.
   *
   * @param kept whether there is one more
   */
  void keep(TopicPattern pattern, boolean kept);
}
