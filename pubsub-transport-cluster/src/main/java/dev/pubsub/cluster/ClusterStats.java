package dev.pubsub.cluster;

import dev.pubsub.cluster.coordination.CoordinationStats;
import dev.pubsub.cluster.link.PeerStats;
import java.util.List;
import java.util.Map;

/**
 * What a node knows of its cluster.
 *
 * @param self the name of this node
 * @param nodes the names of all that see each other, the oldest first
 * @param peers what went to each other node and came from it
 * @param lost signals that could go to no other node, by reason, once for each that wanted them
 * @param refused frames that were not understood, or not meant for anybody here, by reason
 * @param coordination what is known of those that vote
 */
public record ClusterStats(
    String self,
    List<String> nodes,
    List<PeerStats> peers,
    Map<String, Long> lost,
    Map<String, Long> refused,
    CoordinationStats coordination) {}
