/** Opening and closing subscriptions. */
@NullMarked
package dev.pubsub.core.subscribe;

import org.jspecify.annotations.NullMarked;
