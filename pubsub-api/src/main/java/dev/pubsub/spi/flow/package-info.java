/** Doors in the way of a signal: what may change or refuse it, and what looks on. */
@NullMarked
package dev.pubsub.spi.flow;

import org.jspecify.annotations.NullMarked;
