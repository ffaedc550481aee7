package dev.pubsub.ws.phoenix;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A client that asks to be let in.
 *
 * @param parameters the query of its URL, the first value of each name
 * @param origin the header Origin
 * @param host the header Host
 * @param address where it comes from, without a port
 * @param subprotocols what it offers in Sec-WebSocket-Protocol, in its order
 */
public record ConnectRequest(
    Map<String, String> parameters,
    Optional<String> origin,
    Optional<String> host,
    String address,
    List<String> subprotocols) {}
