/**
 * How the nodes of a cluster share one rate: each tells the others how much is asked of it, and
 * reckons from what it hears how much is its own part. Nobody is asked first, nobody decides for
 * others, and a node alone has all of it.
 */
@NullMarked
package dev.pubsub.resilience.share;

import org.jspecify.annotations.NullMarked;
