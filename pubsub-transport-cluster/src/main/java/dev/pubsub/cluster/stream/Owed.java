package dev.pubsub.cluster.stream;

import dev.pubsub.spi.edge.GroupId;

/**
 * To whom something is owed that others of them may have as well.
 *
 * @param bus where it was published
 * @param topic of the bus
 * @param group whose members share it
 */
public record Owed(String bus, String topic, GroupId group) {

  static Owed of(Numbered kept, GroupId group) {
    return new Owed(kept.bus(), kept.topicName(), group);
  }
}
