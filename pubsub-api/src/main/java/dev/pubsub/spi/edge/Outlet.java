package dev.pubsub.spi.edge;

import dev.pubsub.Subscriber;

/**
 * Takes the signals of a bus that other nodes want away from this one. It is a subscriber to all
 * topics that it {@linkplain #wants wants}, but for signals that came from other nodes or are for
 * this one alone.
 *
 * <p>It receives each signal once, whatever the patterns and however many the nodes that want it,
 * in the order in which signals were published, and never on two threads at once. It must not
 * block: what it cannot send at once it keeps, within bounds of its own, and counts what it loses.
 */
public interface Outlet extends Subscriber {

  /**
   * Whether another node wants the signals of a topic. Asked when the way to a topic is found, not
   * for each signal; the answer holds until {@link Link#reroute}. Called by any thread, under locks
   * of the bus; must not block, nor use the bus.
   *
   * @param topic the full name
   * @return whether they are to be received
   */
  boolean wants(String topic);

  /**
   * Whether a node can be reached. Asked for each signal that is for one node alone, before it is
   * received here with the header {@link dev.pubsub.signal.NodeHeaders#TO}, whatever the nodes
   * want. Called by any thread; must not block, nor use the bus.
   *
   * @param node its name
   * @return whether it is another node that is there
   */
  boolean reaches(String node);

  /**
   * On this node a pattern has its first subscription, or has lost its last. Called in order, for
   * what there is before {@link Gateway#link} returns and then for each change, under locks of the
   * bus; must not block, nor use the bus.
   *
   * @param pattern as it was given; a topic is one, too
   * @param wanted whether anybody here subscribes to it
   */
  void interest(String pattern, boolean wanted);
}
