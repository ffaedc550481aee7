package dev.pubsub.cluster.coordination;

/** Takes packets to nodes, this one among them. What cannot be sent is lost. Does not block. */
@FunctionalInterface
interface Mail {

  void send(String node, Packet packet);
}
