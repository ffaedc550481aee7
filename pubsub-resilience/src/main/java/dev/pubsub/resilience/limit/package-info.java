/**
 * Rate limits: token buckets over operations, by principal, topic, bus or address, which may be
 * changed while the bus runs and shrink while resources are scarce.
 */
@NullMarked
package dev.pubsub.resilience.limit;

import org.jspecify.annotations.NullMarked;
