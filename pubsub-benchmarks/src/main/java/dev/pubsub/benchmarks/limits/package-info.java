/** What limits cost. */
@NullMarked
package dev.pubsub.benchmarks.limits;

import org.jspecify.annotations.NullMarked;
