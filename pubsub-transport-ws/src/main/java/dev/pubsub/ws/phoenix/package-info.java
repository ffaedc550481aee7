/**
 * The Phoenix Channel protocol as spoken by phoenix.js, without any socket: two serializers, the
 * rules by which messages are dispatched, and the channels whose topics are topics of the bus.
 *
 * <p>{@link dev.pubsub.ws.phoenix.PhoenixSocket} is one client. What it says comes in as whole
 * WebSocket messages; what it hears goes out through its {@link dev.pubsub.ws.phoenix.Wire}.
 */
@NullMarked
package dev.pubsub.ws.phoenix;

import org.jspecify.annotations.NullMarked;
