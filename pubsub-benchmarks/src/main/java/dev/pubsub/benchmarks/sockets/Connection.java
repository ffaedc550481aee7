package dev.pubsub.benchmarks.sockets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A WebSocket client that knows just enough: what it is sent it only counts. */
final class Connection implements AutoCloseable {

  private static final String UPGRADE =
      """
      GET %s HTTP/1.1
      Host: 127.0.0.1
      Connection: Upgrade
      Upgrade: websocket
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

      """
          .replace("\n", "\r\n");
  private static final String HEAD_END = "\r\n\r\n";
  private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D};

  private final SocketChannel channel;
  private final FrameCounter frames = new FrameCounter();

  /** How many deliveries have come. */
  long received;

  private Connection(int port) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    // Ends by a reset: ports that wait for late segments would be missed by the next round.
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
  }

  /** Opens a socket and sends the first message, if there is one, until the answer is there. */
  static Connection open(int port, Protocol protocol, String first) throws IOException {
    Connection connection = new Connection(port);
    connection.upgrade(protocol.path());
    if (!first.isEmpty()) {
      connection.write(ByteBuffer.wrap(frame(protocol.opcode(), first)));
      connection.await(protocol.ready());
    }
    return connection;
  }

  /** A masked frame around a short message. */
  static byte[] frame(int opcode, String message) {
    byte[] payload = message.getBytes(ISO_8859_1);
    ByteBuffer frame = ByteBuffer.allocate(8 + payload.length).put((byte) (0x80 | opcode));
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    }
    frame.put(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ MASK[i % MASK.length]));
    }
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }

  private void upgrade(String path) throws IOException {
    write(ByteBuffer.wrap(UPGRADE.formatted(path).getBytes(ISO_8859_1)));
    StringBuilder seen = new StringBuilder();
    ByteBuffer in = ByteBuffer.allocate(4096);
    while (seen.indexOf(HEAD_END) < 0) {
      fill(in);
      seen.append(ISO_8859_1.decode(in.duplicate()));
    }
    if (!seen.toString().startsWith("HTTP/1.1 101 ")) {
      throw new IOException("refused: " + seen);
    }
    // What came with the head is frames already.
    int extra = seen.length() - seen.indexOf(HEAD_END) - HEAD_END.length();
    frames.count(in.position(in.limit() - extra), Integer.MAX_VALUE);
  }

  private void await(String wanted) throws IOException {
    StringBuilder seen = new StringBuilder();
    ByteBuffer in = ByteBuffer.allocate(4096);
    while (seen.indexOf(wanted) < 0 || !frames.isBetweenFrames()) {
      fill(in);
      seen.append(ISO_8859_1.decode(in.duplicate()));
      frames.count(in, Integer.MAX_VALUE);
    }
  }

  private void fill(ByteBuffer in) throws IOException {
    if (channel.read(in.clear()) < 0) {
      throw new EOFException("the server closed a connection");
    }
    in.flip();
  }

  /** From here on nothing blocks. */
  void register(Selector selector) throws IOException {
    SelectableChannel open = channel.configureBlocking(false);
    open.register(selector, SelectionKey.OP_READ, this);
  }

  /** Reads once, with a buffer that is free afterwards; how many deliveries of this size came. */
  int read(ByteBuffer in, int size) throws IOException {
    fill(in);
    return frames.count(in, size);
  }

  void write(ByteBuffer out) throws IOException {
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
