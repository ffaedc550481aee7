/** What content filters cost, alone. */
@NullMarked
package dev.pubsub.benchmarks.filters;

import org.jspecify.annotations.NullMarked;
