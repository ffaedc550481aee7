/** What is kept of the past. */
@NullMarked
package dev.pubsub.core.store;

import org.jspecify.annotations.NullMarked;
