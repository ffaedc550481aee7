/**
 * The control channel: the one channel topic, {@code pubsub}, on which a client subscribes to any
 * number of topics of the bus and publishes to them.
 */
@NullMarked
package dev.pubsub.ws.control;

import org.jspecify.annotations.NullMarked;
