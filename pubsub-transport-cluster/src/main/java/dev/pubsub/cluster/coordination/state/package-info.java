/**
 * What the voters agree on: sessions of nodes, and what these hold, count, keep and wait for. The
 * same commands in the same order make the same state everywhere; there is no clock in it.
 */
@NullMarked
package dev.pubsub.cluster.coordination.state;

import org.jspecify.annotations.NullMarked;
