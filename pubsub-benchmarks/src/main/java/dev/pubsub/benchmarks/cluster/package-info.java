/** What one process publishes and another receives, beside rivals. */
@NullMarked
package dev.pubsub.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
