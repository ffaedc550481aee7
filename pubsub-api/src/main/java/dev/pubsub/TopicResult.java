package dev.pubsub;

import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import java.util.function.Predicate;

/** What became of one of several topics that were to be created or deleted together. */
public sealed interface TopicResult {

  /**
   * Which one.
   *
   * @return the name as it was given
   */
  String topic();

  /**
   * It is as it was asked for.
   *
   * @param topic the name
   * @param changed false when it was so before
   */
  record Done(String topic, boolean changed) implements TopicResult {}

  /**
   * It was refused; the others were not.
   *
   * @param topic the name
   * @param code the stable code of the refusal
   * @param reason one sentence that says what was wrong
   */
  record Refused(String topic, ErrorCode code, String reason) implements TopicResult {}

  /**
   * Changes one topic, or tells why not.
   *
   * @param topic the name
   * @param change tells whether anything changed
   * @return what became of it
   */
  static TopicResult of(String topic, Predicate<String> change) {
    try {
      return new Done(topic, change.test(topic));
    } catch (PubSubException e) {
      return new Refused(topic, e.code(), e.getMessage());
    }
  }
}
