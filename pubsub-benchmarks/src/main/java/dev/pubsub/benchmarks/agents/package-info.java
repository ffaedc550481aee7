/** Agents beside the actors of Pekko: creating them, what idle ones hold, telling and asking. */
@NullMarked
package dev.pubsub.benchmarks.agents;

import org.jspecify.annotations.NullMarked;
