package dev.pubsub.ws.phoenix;

import dev.pubsub.spi.edge.Session;

/**
 * One connected client, as its channels see it.
 *
 * @param id a name by chance, for people who compare logs
 * @param session the client's use of the bus
 * @param serializer the form in which it reads
 * @param wire the way to it
 * @param losses what it was told of signals it lost
 */
public record Client(String id, Session session, Serializer serializer, Wire wire, Losses losses) {}
