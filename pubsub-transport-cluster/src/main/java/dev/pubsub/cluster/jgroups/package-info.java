/** The wire on JGroups, which no other room knows. */
@NullMarked
package dev.pubsub.cluster.jgroups;

import org.jspecify.annotations.NullMarked;
