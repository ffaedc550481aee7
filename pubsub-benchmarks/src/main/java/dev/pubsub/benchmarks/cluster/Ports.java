package dev.pubsub.benchmarks.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Ports of this host that nobody listens on. */
final class Ports {

  /** A channel of JGroups watches its neighbour a hundred ports further on. */
  private static final int IN_A_ROW = 110;

  private Ports() {}

  /** The first of enough for two nodes, all in a row. */
  static String free() throws IOException {
    for (int attempt = 0; attempt < 100; attempt++) {
      int first = any();
      int end = first + IN_A_ROW;
      if (end < 65536 && IntStream.range(first, end).allMatch(Ports::isFree)) {
        return Integer.toString(first);
      }
    }
    throw new IOException("there are no " + IN_A_ROW + " free ports in a row");
  }

  private static int any() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
