/** The one place that reads the clock, rolls dice and starts threads. */
@NullMarked
package dev.pubsub.core.system;

import org.jspecify.annotations.NullMarked;
