/** Which subscriptions match a topic, alone. */
@NullMarked
package dev.pubsub.benchmarks.matching;

import org.jspecify.annotations.NullMarked;
