package dev.pubsub.cluster.link;

import dev.pubsub.cluster.wire.Node;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The other nodes that are there. Any thread looks, one changes. */
final class Peers {

  private final Map<Node, Peer> byNode = new ConcurrentHashMap<>();
  private final Map<String, Peer> byName = new ConcurrentHashMap<>();

  @Nullable Peer of(Node node) {
    return byNode.get(node);
  }

  @Nullable Peer named(String name) {
    return byName.get(name);
  }

  Collection<Peer> all() {
    return byNode.values();
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
