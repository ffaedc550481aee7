package dev.pubsub.resilience.limit;

/** Who shares a bucket. */
enum Key {
  /** Everybody on this node. */
  NODE,
  /** Everybody, on all nodes together. */
  CLUSTER,
  /** All on one bus. */
  BUS,
  /** One principal. */
  PRINCIPAL,
  /** All who do it to one topic. */
  TOPIC,
  /** All who do it to one resource, whatever that is to the operation. */
  RESOURCE;

  String of(String bus, String principal, String resource) {
    return switch (this) {
      case NODE, CLUSTER -> "";
      case BUS -> bus;
      case PRINCIPAL -> principal;
      case TOPIC, RESOURCE -> resource;
    };
  }
}
