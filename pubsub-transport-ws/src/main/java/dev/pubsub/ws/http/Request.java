package dev.pubsub.ws.http;

import java.util.Map;
import java.util.Optional;

/**
 * A request that has arrived whole.
 *
 * @param method in upper case
 * @param path as it was sent, percent-encoded, without the query
 * @param query the first value of each name, decoded
 * @param contentType the header Content-Type
 * @param idempotencyKey the header Idempotency-Key
 * @param body may be empty
 */
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Optional<String> contentType,
    Optional<String> idempotencyKey,
    byte[] body) {}
