package dev.pubsub.spi.flow;

import java.time.Duration;

/** Something that happened on a bus, rarely for most of these. */
public sealed interface BusEvent {

  /**
   * Where.
   *
   * @return the name of the bus
   */
  String bus();

  /**
   * A subscription was opened.
   *
   * @param bus the name of the bus
   * @param pattern what it asks for
   */
  record Subscribed(String bus, String pattern) implements BusEvent {}

  /**
   * A subscription was closed by its owner.
   *
   * @param bus the name of the bus
   * @param pattern what it asked for
   */
  record Unsubscribed(String bus, String pattern) implements BusEvent {}

  /**
   * A subscription, with its session, was closed because it could not keep up.
   *
   * @param bus the name of the bus
   * @param pattern what it asked for
   */
  record Disconnected(String bus, String pattern) implements BusEvent {}

  /**
   * A subscriber held its lane up; it goes on with a mailbox and a thread of its own.
   *
   * @param bus the name of the bus
   * @param pattern what it asks for
   */
  record Overtaken(String bus, String pattern) implements BusEvent {}

  /**
   * A subscriber threw time and again; it is left alone for a while.
   *
   * @param bus the name of the bus
   * @param pattern what it asks for
   * @param rest how long
   */
  record Quarantined(String bus, String pattern, Duration rest) implements BusEvent {}

  /**
   * A subscriber that was left alone has handled a signal.
   *
   * @param bus the name of the bus
   * @param pattern what it asks for
   */
  record Recovered(String bus, String pattern) implements BusEvent {}

  /**
   * Somebody created or removed by hand what others use, or had something published again.
   *
   * @param bus the name of the bus
   * @param principal the name of whoever did it
   * @param action one of {@code create_topic}, {@code delete_topic}, {@code purge_dead_letter},
   *     {@code purge_dead_letters}, {@code redrive_dead_letter}, {@code redrive_dead_letters},
   *     {@code remove_durable_subscription} and {@code start_replay}
   * @param resource what it was done to
   */
  record Administered(String bus, String principal, String action, String resource)
      implements BusEvent {}

  /**
   * An authorizer refused somebody something. It is as frequent as somebody tries.
   *
   * @param bus the name of the bus
   * @param principal the name of whoever wanted it
   * @param operation what was wanted
   * @param resource what it was to be done to, see {@link Operation}; written by strangers, and
   *     perhaps no name of anything. The names of inboxes are not told
   */
  record Forbidden(String bus, String principal, Operation operation, String resource)
      implements BusEvent {}

  /**
   * A topic that nobody used any more was removed.
   *
   * @param bus the name of the bus
   * @param topic its full name
   */
  record TopicExpired(String bus, String topic) implements BusEvent {}
}
