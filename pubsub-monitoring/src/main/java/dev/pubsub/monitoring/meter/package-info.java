/** The figures of buses as meters. */
@NullMarked
package dev.pubsub.monitoring.meter;

import org.jspecify.annotations.NullMarked;
