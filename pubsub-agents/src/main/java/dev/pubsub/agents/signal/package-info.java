/** Signals from agent to agent: to one, to several, to all that are of a kind; and their past. */
@NullMarked
package dev.pubsub.agents.signal;

import org.jspecify.annotations.NullMarked;
