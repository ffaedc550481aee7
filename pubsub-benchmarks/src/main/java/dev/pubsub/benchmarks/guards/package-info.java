/** What stands in front of subscribers, and what that costs. */
@NullMarked
package dev.pubsub.benchmarks.guards;

import org.jspecify.annotations.NullMarked;
