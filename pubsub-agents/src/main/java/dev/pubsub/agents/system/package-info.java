/** Threads, time and chance of agents: the one room that takes them from the JDK. */
@NullMarked
package dev.pubsub.agents.system;

import org.jspecify.annotations.NullMarked;
