/** Rosters that all nodes share. */
@NullMarked
package dev.pubsub.cluster.roster;

import org.jspecify.annotations.NullMarked;
