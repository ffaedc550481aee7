package dev.pubsub.cluster.coordination.raft;

/**
 * How patient voters are.
 *
 * @param heartbeat nanoseconds between two messages of a leader that has nothing to say
 * @param election nanoseconds of silence after which a leader counts as gone, at least; up to twice
 *     as many by chance. A leader that hears no majority for as long steps down
 */
public record Timing(long heartbeat, long election) {}
