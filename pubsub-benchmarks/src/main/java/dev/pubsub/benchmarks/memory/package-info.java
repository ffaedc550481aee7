/** What idle subscriptions hold. */
@NullMarked
package dev.pubsub.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
