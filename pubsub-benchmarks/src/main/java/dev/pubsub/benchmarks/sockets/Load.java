package dev.pubsub.benchmarks.sockets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * One thread that publishes on one connection and counts on all others. The n-th delivery of a
 * connection is the n-th message, because nothing is lost and the order is kept; so no payload is
 * looked at.
 */
final class Load implements AutoCloseable {

  private static final int RING = 4096;
  private static final long PATIENCE_MILLIS = 30_000;
  private static final long PAUSE_NANOS = 5_000_000;

  private final Selector selector = Selector.open();
  private final ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024);
  private final List<Connection> subscribers = new ArrayList<>();
  private final Connection publisher;
  private final byte[] frame;
  private final long[] sentAt = new long[RING];
  private final int[] arrived = new int[RING];
  private final Histogram micros = new Histogram(60_000_000, 3);
  private final int size;
  private long sent;
  private long complete;

  /** Opens all connections, one after the other. */
  Load(int port, Protocol protocol, int count) throws IOException {
    size = protocol.delivery().length();
    frame = Connection.frame(protocol.opcode(), protocol.publish());
    for (int i = 0; i < count; i++) {
      subscribers.add(Connection.open(port, protocol, protocol.subscribe()));
      subscribers.get(i).register(selector);
    }
    publisher = Connection.open(port, protocol, protocol.introduce());
    publisher.register(selector);
  }

  /** Deliveries a second with so many messages in flight, all of which arrive in the end. */
  double throughput(int window, long nanos) throws IOException {
    micros.reset();
    long start = System.nanoTime();
    while (System.nanoTime() - start < nanos) {
      publish(window - (int) (sent - complete));
      pump();
    }
    double perSecond = micros.getTotalCount() * 1e9 / (System.nanoTime() - start);
    awaitAll();
    return perSecond;
  }

  /** One message at a time, 5 ms after the one before at the earliest. */
  void idle(int messages) throws IOException {
    micros.reset();
    for (int i = 0; i < messages; i++) {
      long next = System.nanoTime() + PAUSE_NANOS;
      while (System.nanoTime() - next < 0) {
        LockSupport.parkNanos(next - System.nanoTime());
      }
      publish(1);
      awaitAll();
    }
  }

  /** Of what was measured last: from the publisher's write to a subscriber's read. */
  double millis(double percentile) {
    return micros.getValueAtPercentile(percentile) / 1e3;
  }

  private void publish(int messages) throws IOException {
    if (messages > 0) {
      ByteBuffer out = ByteBuffer.allocate(messages * frame.length);
      long now = System.nanoTime();
      for (int i = 0; i < messages; i++) {
        out.put(frame);
        sentAt[(int) (sent++ % RING)] = now;
      }
      publisher.write(out.flip());
    }
  }

  private void awaitAll() throws IOException {
    while (complete < sent) {
      pump();
    }
  }

  private void pump() throws IOException {
    if (selector.select(this::read, PATIENCE_MILLIS) == 0) {
      throw new IllegalStateException("lost: %d of %d arrived".formatted(complete, sent));
    }
  }

  private void read(SelectionKey key) {
    Connection connection = (Connection) key.attachment();
    try {
      int deliveries = connection.read(in, size);
      if (connection != publisher) {
        count(connection, deliveries);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void count(Connection connection, int deliveries) {
    long now = System.nanoTime();
    for (int i = 0; i < deliveries; i++) {
      int slot = (int) (connection.received++ % RING);
      micros.recordValue((now - sentAt[slot]) / 1_000);
      if (++arrived[slot] == subscribers.size()) {
        arrived[slot] = 0;
        complete++;
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Connection subscriber : subscribers) {
      subscriber.close();
    }
    publisher.close();
    selector.close();
  }
}
