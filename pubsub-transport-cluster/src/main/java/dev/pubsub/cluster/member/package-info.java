/** Which nodes there are. */
@NullMarked
package dev.pubsub.cluster.member;

import org.jspecify.annotations.NullMarked;
