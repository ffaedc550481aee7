/** What was set aside because there was no room for it. */
@NullMarked
package dev.pubsub.core.deadletter;

import org.jspecify.annotations.NullMarked;
