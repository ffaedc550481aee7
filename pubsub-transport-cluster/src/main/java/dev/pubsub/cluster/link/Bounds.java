package dev.pubsub.cluster.link;

import java.time.Duration;

/**
 * How much, and how often.
 *
 * @param queue how many bytes may wait for a node
 * @param frame how many bytes go into one frame, unless one signal alone is longer
 * @param gathering how long changes of interest are gathered
 * @param digest how often nodes compare what they know of each other
 * @param pending how many bytes may wait to arrive at a node that must not miss them
 * @param absence how long they wait for a node that is not seen
 * @param compress whether long frames are sent in fewer bytes
 */
public record Bounds(
    long queue,
    int frame,
    Duration gathering,
    Duration digest,
    long pending,
    Duration absence,
    boolean compress) {}
