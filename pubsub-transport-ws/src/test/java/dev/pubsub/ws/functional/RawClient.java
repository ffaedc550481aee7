package dev.pubsub.ws.functional;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client that sends the bytes it is told to, for what well-behaved clients never do. */
final class RawClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 10_000;
  private static final int CLOSE = 0x88;

  private final Socket socket;
  private final OutputStream out;
  private final DataInputStream in;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    out = socket.getOutputStream();
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /** Sends an upgrade with further header lines and returns the lines of the answer. */
  List<String> upgrade(String path, String... headers) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("GET " + path + " HTTP/1.1");
    lines.add("Host: 127.0.0.1:" + socket.getPort());
    lines.add("Upgrade: websocket");
    lines.add("Connection: keep-alive, Upgrade");
    lines.add("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    lines.add("Sec-WebSocket-Version: 13");
    lines.addAll(List.of(headers));
    return request(lines);
  }

  List<String> request(List<String> lines) throws IOException {
    send((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    return answer();
  }

  /** The lines of an answer of HTTP. */
  List<String> answer() throws IOException {
    List<String> answer = new ArrayList<>();
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      answer.add(line);
    }
    return answer;
  }

  /** The body that follows these lines. */
  String body(List<String> answer) throws IOException {
    int length =
        answer.stream()
            .filter(line -> line.startsWith("Content-Length: "))
            .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
            .findFirst()
            .orElseThrow();
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Reads frames until the close frame and returns its code. */
  int closeCode() throws IOException {
    Received frame = next();
    while (frame.first() != CLOSE) {
      frame = next();
    }
    return frame.closeCode();
  }

  /** The next frame. */
  Received next() throws IOException {
    int first = in.read();
    if (first < 0) {
      throw new EOFException("closed without a close frame");
    }
    return new Received(first, in.readNBytes(length()));
  }

  /** A frame from the server: its first octet, and its payload. */
  record Received(int first, byte[] payload) {

    int closeCode() {
      return payload.length == 0 ? 1005 : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
    }

    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  private int length() throws IOException {
    int length = in.read();
    return switch (length) {
      case 126 -> in.readUnsignedShort();
      case 127 -> (int) in.readLong();
      default -> length;
    };
  }

  /** Whether the server has ended the connection. */
  boolean atEnd() throws IOException {
    return in.read() < 0;
  }

  /** Whether the server has ended the connection by now. */
  boolean hasEnded() throws IOException {
    socket.setSoTimeout(50);
    try {
      return atEnd();
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  /** Sends a text of at most 125 bytes as one frame. */
  void text(String text) throws IOException {
    send(frame(text));
  }

  /** A text of at most 125 bytes as a frame that is masked with zeros. */
  static byte[] frame(String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[6 + payload.length];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    return frame;
  }

  Socket socket() {
    return socket;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
