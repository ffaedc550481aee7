/** Subscriptions that outlive whoever holds them. */
@NullMarked
package dev.pubsub.core.durable;

import org.jspecify.annotations.NullMarked;
