/** One topic and many subscribers in one process. */
@NullMarked
package dev.pubsub.benchmarks.fanout;

import org.jspecify.annotations.NullMarked;
