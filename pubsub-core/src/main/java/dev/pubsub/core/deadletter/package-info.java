/** What subscriptions did not get and what was set aside for them. */
@NullMarked
package dev.pubsub.core.deadletter;

import org.jspecify.annotations.NullMarked;
