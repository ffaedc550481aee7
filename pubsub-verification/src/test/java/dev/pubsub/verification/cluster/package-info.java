/** Nodes in processes of their own, which are killed, stopped and started again. */
@NullMarked
package dev.pubsub.verification.cluster;

import org.jspecify.annotations.NullMarked;
