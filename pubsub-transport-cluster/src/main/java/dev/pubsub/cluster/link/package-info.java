/** Takes signals from a bus to the nodes that want them, and brings in those of others. */
@NullMarked
package dev.pubsub.cluster.link;

import org.jspecify.annotations.NullMarked;
