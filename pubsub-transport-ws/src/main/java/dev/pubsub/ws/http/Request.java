package dev.pubsub.ws.http;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A request that has arrived whole.
 *
 * @param method in upper case
 * @param path as it was sent, percent-encoded, without the query
 * @param query the first value of each name, decoded
 * @param contentType the header Content-Type
 * @param idempotencyKey the header Idempotency-Key
 * @param headers all of them by their names, however these are written, gathered when they are
 *     asked for
 * @param body may be empty
 */
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Optional<String> contentType,
    Optional<String> idempotencyKey,
    Supplier<Map<String, String>> headers,
    byte[] body) {}
