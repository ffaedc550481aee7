package dev.pubsub.ws.phoenix;

import org.jspecify.annotations.Nullable;

/**
 * A client that wants to join.
 *
 * @param client the client
 * @param topic the topic of the channel
 * @param ref what messages to this client alone carry as their join
 * @param payload what the client gave along
 */
public record JoinRequest(
    Client client, String topic, @Nullable String ref, @Nullable Object payload) {}
