/**
 * The doors at the edge of the house: parts with a life of their own, and the sessions they open.
 */
@NullMarked
package dev.pubsub.spi.edge;

import org.jspecify.annotations.NullMarked;
