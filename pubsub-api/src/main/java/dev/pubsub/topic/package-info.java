/** Names of topics and patterns over them. */
@NullMarked
package dev.pubsub.topic;

import org.jspecify.annotations.NullMarked;
