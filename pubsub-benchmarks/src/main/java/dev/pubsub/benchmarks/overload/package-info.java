/** More than can be handled, with and without a guard of resources. */
@NullMarked
package dev.pubsub.benchmarks.overload;

import org.jspecify.annotations.NullMarked;
