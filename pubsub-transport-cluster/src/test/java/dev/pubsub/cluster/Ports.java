package dev.pubsub.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Ports of this host that nobody listens on. */
final class Ports {

  private Ports() {}

  /** The first of so many that are free, all in a row. */
  static int free(int count) {
    for (int attempt = 0; attempt < 100; attempt++) {
      int first = any();
      if (first + count < 65536 && IntStream.range(first, first + count).allMatch(Ports::isFree)) {
        return first;
      }
    }
    throw new AssertionError("no " + count + " free ports in a row");
  }

  private static int any() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
