/** Selectors and filters of many subscriptions, together. */
@NullMarked
package dev.pubsub.verification.selection;

import org.jspecify.annotations.NullMarked;
