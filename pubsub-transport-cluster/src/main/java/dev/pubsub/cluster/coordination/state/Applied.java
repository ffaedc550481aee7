package dev.pubsub.cluster.coordination.state;

import java.util.Map;
import java.util.Set;

/**
 * What a command has led to.
 *
 * @param outcome for whoever sent it
 * @param touched sessions to which a ticket was granted, and which should renew soon to learn of it
 * @param granted names that somebody holds from now on, with the tokens
 */
public record Applied(Outcome outcome, Set<Long> touched, Map<String, Long> granted) {}
