/** Events: what has happened, told by its type to whoever wants to know. */
@NullMarked
package dev.pubsub.agents.event;

import org.jspecify.annotations.NullMarked;
