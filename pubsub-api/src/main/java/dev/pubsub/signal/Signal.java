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
 * @param headers what else is said about it
 * @param payload what was published, by reference
 * @param timeMillis when it was accepted, in milliseconds since 1970-01-01T00:00Z
 * @param expiresAtMillis the moment from which nobody gets it any more, in the same count; 0 for
 *     never
 */
public record Signal(
    SignalId id,
    String topic,
    String type,
    String source,
    String key,
    Priority priority,
    Headers headers,
    Object payload,
    long timeMillis,
    long expiresAtMillis) {

  /**
   * Checks that nothing is missing.
   *
   * @param id the identity
   * @param topic the full name of the topic
   * @param type the kind, or the empty string
   * @param source the name of the publishing principal
   * @param key what it is about, or the empty string
   * @param priority how urgent it is
   * @param headers what else is said about it
   * @param payload what was published
   * @param timeMillis milliseconds since 1970-01-01T00:00Z
   * @param expiresAtMillis the same, or 0
   */
  public Signal {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(priority, "priority");
    Objects.requireNonNull(headers, "headers");
    Objects.requireNonNull(payload, "payload");
  }

  /**
   * A signal that says no more than it must: without a type, a source, a key and headers, of normal
   * priority, accepted at the beginning of time, for ever.
   *
   * @param id the identity
   * @param topic the full name of the topic
   * @param payload what was published
   * @return the signal
   */
  public static Signal of(SignalId id, String topic, Object payload) {
    return new Signal(id, topic, "", "", "", Priority.NORMAL, Headers.NONE, payload, 0, 0);
  }

  /**
   * This signal, of another kind.
   *
   * @param newType the kind, or the empty string
   * @return the changed copy
   */
  public Signal withType(String newType) {
    return new Signal(
        id, topic, newType, source, key, priority, headers, payload, timeMillis, expiresAtMillis);
  }

  /**
   * This signal, of another publisher.
   *
   * @param newSource the name of the publishing principal
   * @return the changed copy
   */
  public Signal withSource(String newSource) {
    return new Signal(
        id, topic, type, newSource, key, priority, headers, payload, timeMillis, expiresAtMillis);
  }

  /**
   * This signal, about something else.
   *
   * @param newKey what it is about, or the empty string
   * @return the changed copy
   */
  public Signal withKey(String newKey) {
    return new Signal(
        id, topic, type, source, newKey, priority, headers, payload, timeMillis, expiresAtMillis);
  }

  /**
   * This signal, of another priority.
   *
   * @param newPriority how urgent it is
   * @return the changed copy
   */
  public Signal withPriority(Priority newPriority) {
    return new Signal(
        id, topic, type, source, key, newPriority, headers, payload, timeMillis, expiresAtMillis);
  }

  /**
   * This signal, with other headers.
   *
   * @param newHeaders what else is said about it
   * @return the changed copy
   */
  public Signal withHeaders(Headers newHeaders) {
    return new Signal(
        id, topic, type, source, key, priority, newHeaders, payload, timeMillis, expiresAtMillis);
  }

  /**
   * This signal, with another payload.
   *
   * @param newPayload what subscribers receive
   * @return the changed copy
   */
  public Signal withPayload(Object newPayload) {
    return new Signal(
        id, topic, type, source, key, priority, headers, newPayload, timeMillis, expiresAtMillis);
  }

  /**
   * This signal, of another time.
   *
   * @param newTimeMillis milliseconds since 1970-01-01T00:00Z
   * @return the changed copy
   */
  public Signal withTimeMillis(long newTimeMillis) {
    return new Signal(
        id, topic, type, source, key, priority, headers, payload, newTimeMillis, expiresAtMillis);
  }

  /**
   * This signal, expiring at another moment.
   *
   * @param newExpiresAtMillis milliseconds since 1970-01-01T00:00Z, or 0 for never
   * @return the changed copy
   */
  public Signal withExpiresAtMillis(long newExpiresAtMillis) {
    return new Signal(
        id, topic, type, source, key, priority, headers, payload, timeMillis, newExpiresAtMillis);
  }

  /**
   * Whether nobody gets it any more.
   *
   * @param nowMillis the time, in milliseconds since 1970-01-01T00:00Z
   * @return false for ever when it does not expire
   */
  public boolean isExpiredAt(long nowMillis) {
    return expiresAtMillis != 0 && nowMillis >= expiresAtMillis;
  }
}
