/** What the platform itself knows, told on the buses that are there for it. */
@NullMarked
package dev.pubsub.core.feed;

import org.jspecify.annotations.NullMarked;
