/** Speed, measured beside others in turn within one run; see docs/benchmarks.md. */
@NullMarked
package dev.pubsub.benchmarks;

import org.jspecify.annotations.NullMarked;
