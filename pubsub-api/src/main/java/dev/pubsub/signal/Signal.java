package dev.pubsub.signal;

import java.util.Objects;

/**
 * What one publish put on the bus. Made by the bus, immutable apart from what the payload itself
 * allows.
 *
 * @param id the identity the bus gave to it
 * @param topic the full name of its topic
 * @param type the kind of the signal, or the empty string when the publisher gave none
 * @param source the name of the principal that published it
 * @param key what it is about within its topic, such as the name of a sensor, or the empty string;
 *     a newer signal of the same topic and key makes an older one out of date
 * @param priority how urgent it is
 * @param payload what was published, by reference
 * @param timeMillis when it was accepted, in milliseconds since 1970-01-01T00:00Z
 */
public record Signal(
    SignalId id,
    String topic,
    String type,
    String source,
    String key,
    Priority priority,
    Object payload,
    long timeMillis) {

  /**
   * Checks that nothing is missing.
   *
   * @param id the identity
   * @param topic the full name of the topic
   * @param type the kind, or the empty string
   * @param source the name of the publishing principal
   * @param key what it is about, or the empty string
   * @param priority how urgent it is
   * @param payload what was published
   * @param timeMillis milliseconds since 1970-01-01T00:00Z
   */
  public Signal {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(priority, "priority");
    Objects.requireNonNull(payload, "payload");
  }
}
