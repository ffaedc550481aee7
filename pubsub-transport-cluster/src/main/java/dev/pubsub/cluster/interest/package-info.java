/** What is subscribed to here, and what on each of the other nodes. */
@NullMarked
package dev.pubsub.cluster.interest;

import org.jspecify.annotations.NullMarked;
