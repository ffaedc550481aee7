package dev.pubsub.cluster.coordination.raft;

/**
 * How patient voters are, and how much goes at once.
 *
 * @param heartbeat nanoseconds between two messages of a leader that has nothing to say
 * @param election nanoseconds of silence after which a leader counts as gone, at least; up to twice
 *     as many by chance. A leader that hears no majority for as long steps down
 * @param message bytes of commands that go in one message, unless a command is longer
 * @param compactAfter bytes of commands that are kept at most before a snapshot stands for them
 */
public record Tuning(long heartbeat, long election, int message, int compactAfter) {}
