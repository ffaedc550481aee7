/** What an agent is: its behaviour, what it is told, and what others know of it. */
@NullMarked
package dev.pubsub.agents.agent;

import org.jspecify.annotations.NullMarked;
