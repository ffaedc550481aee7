package dev.pubsub.verification.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Ports that nobody listens on at the moment. */
final class FreePorts {

  private static final int COUNT = 20;

  private FreePorts() {}

  /** The first of twenty in a row. */
  static int from() {
    for (int attempt = 0; attempt < 100; attempt++) {
      int first = portAt(0);
      if (first > 0
          && first + COUNT < 65536
          && IntStream.range(first, first + COUNT).allMatch(each -> portAt(each) == each)) {
        return first;
      }
    }
    throw new AssertionError("no free ports");
  }

  private static int portAt(int wanted) {
    try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException taken) {
      return -1;
    }
  }
}
