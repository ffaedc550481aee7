package dev.pubsub.benchmarks.sockets;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, from the moment that it listens. */
final class Server implements AutoCloseable {

  private static final long PATIENCE_NANOS = 30_000_000_000L;

  final int port;
  private final Process process;

  private Server(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  static Server start(Rival rival) throws IOException, InterruptedException {
    int port = freePort();
    Server server =
        new Server(
            port,
            rival
                .command(port)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    Runtime.getRuntime().addShutdownHook(new Thread(server.process::destroy));
    long start = System.nanoTime();
    while (!server.listens()) {
      if (!server.process.isAlive() || System.nanoTime() - start > PATIENCE_NANOS) {
        server.close();
        throw new IOException(rival.label + " did not start");
      }
      Thread.sleep(50);
    }
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Memory of the process, in KiB, a second after whatever was asked of it. */
  long residentKib() throws IOException, InterruptedException {
    Thread.sleep(1_000);
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no VmRSS for process " + process.pid());
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
