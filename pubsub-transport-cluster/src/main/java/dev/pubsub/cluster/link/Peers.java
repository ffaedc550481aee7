package dev.pubsub.cluster.link;

import dev.pubsub.cluster.wire.Node;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The other nodes that are there, and those that are expected back. Any thread looks, one changes.
 */
final class Peers {

  private final Map<Node, Peer> byNode = new ConcurrentHashMap<>();
  private final Map<String, Peer> byName = new ConcurrentHashMap<>();

  @Nullable Peer of(Node node) {
    return byNode.get(node);
  }

  /** The node of that name that is there. */
  @Nullable Peer named(String name) {
    Peer peer = byName.get(name);
    return peer == null || peer.isAway() ? null : peer;
  }

  /** The node of that name that is there or expected back. */
  @Nullable Peer expected(String name) {
    return byName.get(name);
  }

  /** Those that are expected back, too. */
  Collection<Peer> all() {
    return byNode.values();
  }

  /** Those that are there. */
  List<Peer> there() {
    return byNode.values().stream().filter(peer -> !peer.isAway()).toList();
  }

  void add(Peer peer) {
    byNode.put(peer.node(), peer);
    byName.put(peer.node().name(), peer);
  }

  void remove(Peer peer) {
    byNode.remove(peer.node());
    // Another run of the same name may have taken its place.
    byName.remove(peer.node().name(), peer);
  }
}
