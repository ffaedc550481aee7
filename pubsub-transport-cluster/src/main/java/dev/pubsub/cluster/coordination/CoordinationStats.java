package dev.pubsub.cluster.coordination;

import java.util.List;

/**
 * What a node knows of those that agree on leaders, locks, counters and maps.
 *
 * @param voters the names of the nodes that vote; empty where none are set
 * @param votes whether this node does: false on one of them that does not yet, or no more, perhaps
 *     since it could not keep its log
 * @param leader which of them leads; empty for nobody, and where this node does not vote
 * @param term how often they have begun to elect one; 0 where this node does not vote
 * @param committed how much they have agreed on, as a count since the beginning; 0 where this node
 *     does not vote
 * @param refused packets of others that this node does not understand: of another version, of nodes
 *     with other voters, or malformed
 */
public record CoordinationStats(
    List<String> voters, boolean votes, String leader, long term, long committed, long refused) {

  /** Where nobody votes. */
  public static final CoordinationStats NONE = new CoordinationStats(List.of(), false, "", 0, 0, 0);

  /** Copies the list. */
  public CoordinationStats {
    voters = List.copyOf(voters);
  }
}
