package dev.pubsub.benchmarks.sockets;

/**
 * How to talk to a server, as data: all messages of a run are the same.
 *
 * @param path what is asked for when the socket is opened
 * @param opcode of the frames that are sent, 1 for text and 2 for binary
 * @param subscribe what a subscriber sends first; empty for nothing
 * @param introduce what the publisher sends first; empty for nothing
 * @param ready what stands in the answer to either
 * @param publish what publishes 64 bytes
 * @param delivery what comes of that; NATS alone puts several into one frame
 */
record Protocol(
    String path,
    int opcode,
    String subscribe,
    String introduce,
    String ready,
    String publish,
    String delivery) {

  private static final String PAYLOAD = "{\"data\":\"" + "x".repeat(53) + "\"}";

  /** Phoenix channels; the publisher has joined as well, but leaves itself out. */
  static final Protocol PHOENIX =
      new Protocol(
          "/ws/websocket?vsn=2.0.0",
          1,
          "[\"1\",\"1\",\"bench:1\",\"phx_join\",{}]",
          "[\"1\",\"1\",\"bench:1\",\"phx_join\",{\"self\":false}]",
          "\"ok\"",
          "[\"1\",\"2\",\"bench:1\",\"message\"," + PAYLOAD + "]",
          "[null,null,\"bench:1\",\"message\"," + PAYLOAD + "]");

  /** Whatever is sent goes to all others. */
  static final Protocol PLAIN = new Protocol("/", 1, "", "", "", PAYLOAD, PAYLOAD);

  static final Protocol NATS =
      new Protocol(
          "/",
          2,
          "CONNECT {\"verbose\":false}\r\nSUB bench 1\r\nPING\r\n",
          "CONNECT {\"verbose\":false}\r\nPING\r\n",
          "PONG",
          "PUB bench 64\r\n" + PAYLOAD + "\r\n",
          "MSG bench 1 64\r\n" + PAYLOAD + "\r\n");
}
