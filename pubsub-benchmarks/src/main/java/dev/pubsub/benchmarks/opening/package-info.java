/** How long a bus takes to open. */
@NullMarked
package dev.pubsub.benchmarks.opening;

import org.jspecify.annotations.NullMarked;
