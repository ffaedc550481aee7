package dev.pubsub.ws.phoenix;

import org.jspecify.annotations.Nullable;

/**
 * One message from a client, as both serializers understand it.
 *
 * @param joinRef the join it belongs to, when the client says so
 * @param ref what the answer is told by; without it there is no answer
 * @param topic the channel
 * @param event what is said
 * @param payload an unmodifiable JSON value, or a {@code byte[]} from a binary frame
 */
public record Message(
    @Nullable String joinRef,
    @Nullable String ref,
    String topic,
    String event,
    @Nullable Object payload) {}
