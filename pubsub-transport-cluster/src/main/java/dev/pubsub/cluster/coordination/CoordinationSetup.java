package dev.pubsub.cluster.coordination;

import java.time.Duration;
import java.util.List;

/**
 * Who agrees, and how patient everybody is; the same on all nodes but for the directory.
 *
 * @param voters the names of the nodes that vote, in their order; an odd number
 * @param directory where this node keeps its log if it is one of them
 * @param election how long a leader may be silent before the voters elect another
 * @param lease how long a node holds what it holds after it was heard of last
 * @param deadline how long is waited for a majority
 */
public record CoordinationSetup(
    List<String> voters, String directory, Duration election, Duration lease, Duration deadline) {}
