package dev.pubsub;

import java.util.Objects;

/**
 * One of many signals that are published together, see {@link Bus#publishAll}.
 *
 * @param topic the full name of a topic, no wildcards
 * @param payload what subscribers receive, passed by reference; it must not change any more
 * @param options what else the signal carries
 */
public record Publication(String topic, Object payload, PublishOptions options) {

  /**
   * Checks that nothing is missing.
   *
   * @param topic the full name of a topic
   * @param payload what subscribers receive
   * @param options what else the signal carries
   */
  public Publication {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(payload, "payload");
    Objects.requireNonNull(options, "options");
  }

  /**
   * A signal without further options.
   *
   * @param topic the full name of a topic
   * @param payload what subscribers receive
   */
  public Publication(String topic, Object payload) {
    this(topic, payload, PublishOptions.DEFAULT);
  }
}
