/** A bus as the beginning and the end of {@link java.util.concurrent.Flow} streams. */
@NullMarked
package dev.pubsub.flow;

import org.jspecify.annotations.NullMarked;
