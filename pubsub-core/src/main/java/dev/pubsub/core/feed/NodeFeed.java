package dev.pubsub.core.feed;

import dev.pubsub.spi.cluster.Members;
import java.util.Map;

/** Tells {@code system} which nodes come and go. */
public final class NodeFeed implements Members.Listener {

  private final Feeds feeds;
  private final Members members;

  /** To be told of these. */
  public NodeFeed(Feeds feeds, Members members) {
    this.feeds = feeds;
    this.members = members;
  }

  @Override
  public void up(String node) {
    tell(node, "node_joined");
  }

  @Override
  public void down(String node) {
    tell(node, "node_left");
  }

  private void tell(String node, String type) {
    feeds.tell(
        Feeds.SYSTEM,
        "service_discovery:" + TopicTail.of(node),
        type,
        Map.of("node", node, "seen_by", members.self(), "nodes", members.list()));
  }
}
