/** Doors to what is kept. */
@NullMarked
package dev.pubsub.spi.data;

import org.jspecify.annotations.NullMarked;
