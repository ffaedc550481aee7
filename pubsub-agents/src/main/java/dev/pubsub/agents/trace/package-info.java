/**
 * Looking into it: which signal was caused by which, and what became of the mail of an agent.
 * Nothing here is kept until somebody asks for it.
 */
@NullMarked
package dev.pubsub.agents.trace;

import org.jspecify.annotations.NullMarked;
