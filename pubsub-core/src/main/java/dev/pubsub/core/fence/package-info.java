/** Keeps out what somebody publishes who was the leader once. */
@NullMarked
package dev.pubsub.core.fence;

import org.jspecify.annotations.NullMarked;
