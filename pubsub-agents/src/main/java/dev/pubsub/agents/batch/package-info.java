/** Many things done in chunks: some at a time, within bounds, with progress and a way to stop. */
@NullMarked
package dev.pubsub.agents.batch;

import org.jspecify.annotations.NullMarked;
