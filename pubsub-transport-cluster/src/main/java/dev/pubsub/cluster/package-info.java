/** Nodes that find each other, and share what is published on their buses. */
@NullMarked
package dev.pubsub.cluster;

import org.jspecify.annotations.NullMarked;
