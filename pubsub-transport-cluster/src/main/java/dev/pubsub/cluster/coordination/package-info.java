/**
 * Leaders, locks, counters, maps and barriers for all nodes: a few voters agree on them, and every
 * node asks these.
 */
@NullMarked
package dev.pubsub.cluster.coordination;

import org.jspecify.annotations.NullMarked;
