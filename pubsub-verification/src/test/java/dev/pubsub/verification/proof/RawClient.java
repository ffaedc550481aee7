package dev.pubsub.verification.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;

/** A WebSocket client of bytes, that can go without a word. */
public final class RawClient {

  private static final int PATIENCE_MILLIS = 60_000;
  private static final int TEXT = 0x81;
  private static final int MASKED = 0x80;
  private static final int LENGTH_FOLLOWS = 126;

  private final Socket socket;

  /**
   * Connects and shakes hands.
   *
   * @param server the address of the WebSocket
   * @throws IOException when it cannot be reached, or refuses
   */
  public RawClient(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    String request =
        """
        GET %s/websocket?vsn=2.0.0 HTTP/1.1
        Host: %s
        Connection: Upgrade
        Upgrade: websocket
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==

        """
            .formatted(server.getPath(), server.getAuthority())
            .replace("\n", "\r\n");
    socket.getOutputStream().write(request.getBytes(UTF_8));
    String answer = readUntil("\r\n\r\n");
    if (!answer.startsWith("HTTP/1.1 101 ")) {
      throw new IOException("the handshake was refused: " + answer);
    }
  }

  /** Sends a text message, and waits until a text has come that ends in something. */
  void call(String message, String ending) throws IOException {
    send(message);
    readUntil(ending);
  }

  /** Sends a text message. The mask is zero, which RFC 6455 allows. */
  void send(String message) throws IOException {
    socket.getOutputStream().write(frame(message));
  }

  /** Sends a text message but for its last byte. */
  void sendAllButTheEnd(String message) throws IOException {
    byte[] frame = frame(message);
    socket.getOutputStream().write(frame, 0, frame.length - 1);
  }

  private static byte[] frame(String message) {
    byte[] payload = message.getBytes(UTF_8);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(TEXT);
    if (payload.length < LENGTH_FOLLOWS) {
      frame.write(MASKED | payload.length);
    } else {
      frame.write(MASKED | LENGTH_FOLLOWS);
      frame.write(payload.length >> Byte.SIZE);
      frame.write(payload.length);
    }
    frame.writeBytes(new byte[Integer.BYTES]);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  private String readUntil(String ending) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder text = new StringBuilder();
    while (text.indexOf(ending, text.length() - ending.length()) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed after: " + text);
      }
      text.append((char) next);
    }
    return text.toString();
  }

  /**
   * Sends bytes as they are.
   *
   * @param bytes what to send
   * @throws IOException when the server has closed the connection
   */
  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /**
   * Cuts the connection with a reset: no close frame, no FIN, what was not sent is lost.
   *
   * @throws IOException when it cannot be cut
   */
  public void cut() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
