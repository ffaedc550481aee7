/** Many agents at once: created and stopped, as many at a time as is good for the machine. */
@NullMarked
package dev.pubsub.agents.lifecycle;

import org.jspecify.annotations.NullMarked;
