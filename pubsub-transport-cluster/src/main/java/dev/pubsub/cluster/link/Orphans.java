package dev.pubsub.cluster.link;

import dev.pubsub.cluster.stream.Numbered;
import dev.pubsub.cluster.stream.Owed;
import java.util.List;
import java.util.Map;

/**
 * What was for members of groups on nodes that are not seen, and has perhaps not got there: others
 * of the group have it instead.
 */
final class Orphans {

  private final Map<String, BusLink> links;
  private final Peers peers;

  Orphans(Map<String, BusLink> links, Peers peers) {
    this.links = links;
    this.peers = peers;
  }

  /** Has others have what is kept for nodes that are expected back, as far as others are there. */
  void takeOfThoseAway() {
    for (Peer peer : peers.all()) {
      if (peer.isAway()) {
        passOn(peer.takeBack(this::hasOthers));
      }
    }
  }

  private boolean hasOthers(Owed owed) {
    BusLink link = links.get(owed.bus());
    return link != null && link.isThere(owed.topic(), owed.group());
  }

  /** Has others have what was kept for a node that is given up; no lock of a node may be held. */
  void passOn(List<Numbered> left) {
    for (Numbered kept : left) {
      BusLink link = links.get(kept.bus());
      if (link != null) {
        link.passOn(kept);
      }
    }
  }
}
