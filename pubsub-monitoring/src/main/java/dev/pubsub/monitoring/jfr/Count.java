package dev.pubsub.monitoring.jfr;

import dev.pubsub.BusStats;

/**
 * What a bus had counted at a time.
 *
 * @param at in nanoseconds, only to be compared
 */
record Count(BusStats stats, long at) {}
