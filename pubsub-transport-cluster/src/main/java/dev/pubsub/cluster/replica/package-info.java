/**
 * Sets of texts that each node has and all others know: told by their changes, compared by their
 * hashes, and told whole to whoever has missed something.
 */
@NullMarked
package dev.pubsub.cluster.replica;

import org.jspecify.annotations.NullMarked;
