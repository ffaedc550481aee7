/** What nodes say to each other, byte by byte, and the wire that carries it. */
@NullMarked
package dev.pubsub.cluster.wire;

import org.jspecify.annotations.NullMarked;
