package dev.pubsub.ws.undertow;

/**
 * Where to listen, and how much to take.
 *
 * @param host the name or address of the interface
 * @param port 0 for any that is free
 * @param ioThreads how many threads read and write
 * @param maxBody the most bytes in the body of a request
 * @param maxConnections the most WebSockets and streams of events open at a time
 */
public record ListenerOptions(
    String host, int port, int ioThreads, int maxBody, int maxConnections) {}
