package dev.pubsub.resilience.share;

/**
 * A rate that is to be shared, and how much of it was asked of this node.
 *
 * @param rate for all nodes together, in tokens per second; more than 0
 * @param asked how many tokens were asked for here, granted or not, since ever
 */
public record Want(double rate, long asked) {}
