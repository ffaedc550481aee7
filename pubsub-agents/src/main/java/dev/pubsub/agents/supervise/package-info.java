/** What becomes of those that fail: decided here, without threads and clocks. */
@NullMarked
package dev.pubsub.agents.supervise;

import org.jspecify.annotations.NullMarked;
