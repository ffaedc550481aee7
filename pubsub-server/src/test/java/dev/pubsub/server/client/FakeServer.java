package dev.pubsub.server.client;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Speaks just enough of RFC 6455 to tell a client things a real server rarely says. */
final class FakeServer implements AutoCloseable {

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int LAST = 0x80;

  private final ServerSocket listening;
  private Socket socket = new Socket();

  FakeServer() throws IOException {
    listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    listening.setSoTimeout(10_000);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Accepts a client, upgrades it, and returns the line it asked with. */
  String accept() throws IOException {
    List<String> head = acceptHead();
    String key =
        head.stream()
            .filter(header -> header.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:"))
            .map(header -> header.substring(header.indexOf(':') + 1).strip())
            .findFirst()
            .orElseThrow();
    write(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accepted(key)
            + "\r\n\r\n");
    return head.get(0);
  }

  /** Accepts a client and answers its request with a status and further headers. */
  void refuse(int status, String... headers) throws IOException {
    acceptHead();
    String lines = String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n");
    write("HTTP/1.1 " + status + " No\r\n" + lines + "Content-Length: 0\r\n\r\n");
  }

  private List<String> acceptHead() throws IOException {
    socket = listening.accept();
    socket.setSoTimeout(10_000);
    List<String> lines = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      lines.add(line);
    }
    return lines;
  }

  /** Accepts a client and its join. */
  void acceptJoin() throws IOException {
    accept();
    answerNext("ok", "{}");
  }

  /** Reads one push and answers it; returns the push. */
  Frame answerNext(String status, String response) throws IOException {
    Frame push = Frame.parse(receive());
    send(
        "[null,\"%s\",\"%s\",\"phx_reply\",{\"status\":\"%s\",\"response\":%s}]"
            .formatted(push.ref(), push.topic(), status, response));
    return push;
  }

  /** The next text message of the client; the empty string when it closes. */
  String receive() throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    int opcode = in.readUnsignedByte() & 0xf;
    int length = in.readUnsignedByte() & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    }
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes(length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return opcode == CLOSE ? "" : new String(payload, StandardCharsets.UTF_8);
  }

  void send(String text) throws IOException {
    frame(LAST | TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends one message in two fragments. */
  void sendInTwo(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    frame(TEXT, Arrays.copyOfRange(bytes, 0, 7));
    frame(LAST, Arrays.copyOfRange(bytes, 7, bytes.length));
  }

  void sendClose(int code) throws IOException {
    frame(LAST | CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
  }

  private void frame(int first, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    if (payload.length < 126) {
      frame.write(payload.length);
    } else {
      frame.write(126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    }
    frame.write(payload);
    OutputStream out = socket.getOutputStream();
    out.write(frame.toByteArray());
    out.flush();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = socket.getInputStream().read(); b != '\n'; b = socket.getInputStream().read()) {
      line.write(b);
    }
    return line.toString(StandardCharsets.US_ASCII).strip();
  }

  private void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static String accepted(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    listening.close();
  }
}
