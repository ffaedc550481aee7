/** Which agents, and who else, may signal, ask, stop and create which. */
@NullMarked
package dev.pubsub.agents.access;

import org.jspecify.annotations.NullMarked;
