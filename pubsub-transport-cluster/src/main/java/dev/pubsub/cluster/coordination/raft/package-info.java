/**
 * One log that several voters agree on: Raft, with pre-votes and leaders that step down alone.
 * Knows no socket, no thread and no clock: it is told what came and what time it is.
 */
@NullMarked
package dev.pubsub.cluster.coordination.raft;

import org.jspecify.annotations.NullMarked;
