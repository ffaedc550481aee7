package dev.pubsub.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Ports of this host that nobody listens on. They are below those that systems give to whoever asks
 * for any, and each process has others, so that no two tests at the same time get the same.
 */
final class Ports {

  /** How many are given out at once, in a row. */
  static final int COUNT = 10;

  private static final int FIRST = 10_000 + (int) (ProcessHandle.current().pid() % 200 * 100);
  private static final AtomicInteger GIVEN = new AtomicInteger();

  private Ports() {}

  /** The first of {@link #COUNT} that are free, all in a row. */
  static int free() {
    for (int attempt = 0; attempt < 100; attempt++) {
      int first = FIRST + GIVEN.getAndAdd(COUNT) % 100;
      if (IntStream.range(first, first + COUNT).allMatch(Ports::isFree)) {
        return first;
      }
    }
    throw new AssertionError("no " + COUNT + " free ports in a row from " + FIRST);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
