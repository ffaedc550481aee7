package dev.pubsub.ws.undertow;

import dev.pubsub.ws.phoenix.Limits;

/**
 * All that is set for the transport.
 *
 * @param listener where to listen
 * @param connection what one WebSocket may take
 * @param limits what one client may ask for
 */
public record TransportOptions(
    ListenerOptions listener, ConnectionOptions connection, Limits limits) {}
