/**
 * The guard of resources: gauges are read now and then, levels follow them through watermarks, and
 * at each level something is given up.
 */
@NullMarked
package dev.pubsub.resilience.resource;

import org.jspecify.annotations.NullMarked;
