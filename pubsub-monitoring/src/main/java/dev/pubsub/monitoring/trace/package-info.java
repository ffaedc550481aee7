/** The way of a signal over all nodes. */
@NullMarked
package dev.pubsub.monitoring.trace;

import org.jspecify.annotations.NullMarked;
