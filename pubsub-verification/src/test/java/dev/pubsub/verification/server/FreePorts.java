package dev.pubsub.verification.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Ports that nobody listens on at the moment. They are below those that systems give to whoever
 * asks for any, and each process has others, so that no two tests at the same time get the same.
 */
public final class FreePorts {

  private static final int COUNT = 20;
  private static final int FIRST = 10_000 + (int) (ProcessHandle.current().pid() % 200 * 100);
  private static final AtomicInteger GIVEN = new AtomicInteger();

  private FreePorts() {}

  /** The first of twenty in a row. */
  public static int from() {
    for (int attempt = 0; attempt < 100; attempt++) {
      int first = FIRST + GIVEN.getAndAdd(COUNT) % 100;
      if (IntStream.range(first, first + COUNT).allMatch(FreePorts::isFree)) {
        return first;
      }
    }
    throw new AssertionError("no free ports from " + FIRST);
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
