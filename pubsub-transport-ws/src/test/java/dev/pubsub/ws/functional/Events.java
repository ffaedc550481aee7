package dev.pubsub.ws.functional;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client of a stream of events, on a plain socket. */
final class Events implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final BufferedReader in;
  private final List<String> head = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  /** An event; what is missing is empty. */
  record Event(String id, String name, String data) {}

  /** Asks for a stream and reads the head of the answer; headers are whole lines. */
  Events(int port, String path, String... headers) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    OutputStream out = socket.getOutputStream();
    String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + lines(headers) + "\r\n";
    out.write(request.getBytes(StandardCharsets.US_ASCII));
    in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    String line;
    while (!(line = in.readLine()).isEmpty()) {
      head.add(line);
    }
  }

  private static String lines(String... headers) {
    return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
  }

  List<String> head() {
    return head;
  }

  /** The next block of lines; empty at the end of the stream. */
  Optional<String> block() throws IOException {
    int end;
    while ((end = text.indexOf("\n\n")) < 0) {
      if (!readMore()) {
        return Optional.empty();
      }
    }
    String block = text.substring(0, end);
    text.delete(0, end + 2);
    return Optional.of(block);
  }

  /** Whether something came that was not taken yet. */
  boolean isReady() throws IOException {
    return !text.isEmpty() || in.ready();
  }

  private boolean readMore() throws IOException {
    char[] more = new char[8192];
    int count = in.read(more);
    text.append(more, 0, Math.max(0, count));
    return count >= 0;
  }

  /** The next event that is not a comment. */
  Event next() throws IOException {
    String block;
    do {
      block = block().orElseThrow(() -> new IOException("the stream has ended"));
    } while (block.startsWith(":"));
    return new Event(field(block, "id"), field(block, "event"), field(block, "data"));
  }

  static String field(String block, String name) {
    return block
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
