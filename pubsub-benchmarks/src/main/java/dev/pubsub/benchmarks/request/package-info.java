/** Questions and their replies, there and back. */
@NullMarked
package dev.pubsub.benchmarks.request;

import org.jspecify.annotations.NullMarked;
