package dev.pubsub.cluster.jgroups;

import dev.pubsub.cluster.wire.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jgroups.Address;
import org.jgroups.util.ExtendedUUID;
import org.jspecify.annotations.Nullable;

/** Which address is which node. An address says the name itself, so nobody has to ask for it. */
final class Names {

  private static final byte[] NAME = {'n'};

  private final Map<Address, Node> nodes = new ConcurrentHashMap<>();
  private final Map<Node, Address> addresses = new ConcurrentHashMap<>();

  static Address address(Node node, long chance) {
    return new ExtendedUUID(node.life(), chance)
        .put(NAME, node.name().getBytes(StandardCharsets.UTF_8));
  }

  /** These are there from now on, and no others. */
  List<Node> settle(List<Address> view) {
    List<Node> seen = view.stream().map(this::node).toList();
    nodes.keySet().retainAll(view);
    addresses.keySet().retainAll(seen);
    for (int i = 0; i < seen.size(); i++) {
      nodes.put(view.get(i), seen.get(i));
      addresses.put(seen.get(i), view.get(i));
    }
    return seen;
  }

  /** The node of an address, in the view or not. */
  Node node(Address address) {
    Node known = nodes.get(address);
    return known == null ? read(address) : known;
  }

  private static Node read(Address address) {
    if (address instanceof ExtendedUUID id) {
      byte[] name = id.get(NAME);
      if (name != null) {
        return new Node(new String(name, StandardCharsets.UTF_8), id.getMostSignificantBits());
      }
    }
    return new Node(address.toString(), address.hashCode());
  }

  /** The address of a node in the view; null for any other. */
  @Nullable Address address(Node node) {
    return addresses.get(node);
  }
}
