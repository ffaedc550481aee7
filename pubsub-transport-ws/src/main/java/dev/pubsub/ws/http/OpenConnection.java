package dev.pubsub.ws.http;

import dev.pubsub.spi.edge.Session;
import dev.pubsub.ws.phoenix.Losses;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * A client that is connected, as whoever looks after the server sees it. Any thread may use it, and
 * none waits for the one that reads and writes.
 *
 * @param id a name by chance; a client with a control channel knows it as its {@code client_id}
 * @param transport {@code websocket} or {@code sse}
 * @param since when it connected
 * @param remote where it comes from
 * @param session its use of a bus
 * @param losses knows its subscriptions
 * @param unwritten how many bytes wait to be written to it
 * @param closing has it closed soon
 */
public record OpenConnection(
    String id,
    String transport,
    Instant since,
    InetSocketAddress remote,
    Session session,
    Losses losses,
    LongSupplier unwritten,
    Runnable closing) {}
