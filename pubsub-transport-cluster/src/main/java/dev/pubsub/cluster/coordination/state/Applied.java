package dev.pubsub.cluster.coordination.state;

import java.util.Set;

/**
 * What a command has led to.
 *
 * @param outcome for whoever sent it
 * @param touched sessions to which a ticket was granted meanwhile, and which should renew soon to
 *     learn of it
 */
public record Applied(Outcome outcome, Set<Long> touched) {}
