package dev.pubsub.spi.flow;

import dev.pubsub.DropReason;

/**
 * Looks on. Called by many threads at once, on those that publish and deliver: it must not block
 * and should allocate nothing. An exception from it is logged and changes nothing.
 */
public interface Observer {

  /** Sees nothing. */
  Observer NONE = new Observer() {};

  /**
   * A signal was accepted. Called once per signal.
   *
   * @param bus the name of the bus
   * @param topic the full name of the topic
   * @param matched how many subscriptions it matched, those on other nodes as far as they are known
   * @param dropped for how many of them there was no room
   */
  default void published(String bus, String topic, int matched, int dropped) {}

  /**
   * How a publish went that was accepted. Called for about one in 64, whoever published to
   * whichever topic, before {@link #published}; not for batches. Where no observer has this method,
   * none is timed.
   *
   * @param bus the name of the bus
   * @param topic the full name of the topic
   * @param matched how many subscriptions it matched, those on other nodes as far as they are known
   * @param nanos how long it took until it was in all their queues: finding them, waiting for room,
   *     and being kept; not gates and interceptors
   */
  default void sampled(String bus, String topic, int matched, long nanos) {}

  /**
   * A signal was refused. Called once per signal.
   *
   * @param bus the name of the bus
   * @param topic as the publisher gave it, which may be no name at all
   * @param code the stable code of the refusal
   */
  default void rejected(String bus, String topic, String code) {}

  /**
   * Signals were handled by a subscriber. Called once per run of signals.
   *
   * @param bus the name of the bus
   * @param pattern what the subscription asked for
   * @param count how many
   */
  default void delivered(String bus, String pattern, long count) {}

  /**
   * Signals did not reach a subscriber, or failed there.
   *
   * @param bus the name of the bus
   * @param pattern what the subscription asked for; the topic for what was intercepted
   * @param reason why
   * @param count how many
   */
  default void dropped(String bus, String pattern, DropReason reason, long count) {}

  /**
   * Something rare happened.
   *
   * @param event what
   */
  default void happened(BusEvent event) {}
}
