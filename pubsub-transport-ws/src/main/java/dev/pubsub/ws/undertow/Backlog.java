package dev.pubsub.ws.undertow;

import dev.pubsub.spi.edge.Session;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that wait for one connection, and the valve they work: above the high mark the session
 * is paused, below the low mark it is resumed. Any thread may use it; nothing blocks.
 */
final class Backlog {

  private final Session session;
  private final long highMark;
  private final long lowMark;
  private final AtomicLong waiting = new AtomicLong();

  /** Whoever raises this from zero turns the valve, for all who come meanwhile. */
  private final AtomicInteger turning = new AtomicInteger();

  private volatile boolean paused;

  Backlog(Session session, long highMark, long lowMark) {
    this.session = session;
    this.highMark = highMark;
    this.lowMark = lowMark;
  }

  void add(int bytes) {
    if (waiting.addAndGet(bytes) > highMark && !paused) {
      turn();
    }
  }

  void remove(long bytes) {
    if (waiting.addAndGet(-bytes) < lowMark && paused) {
      turn();
    }
  }

  /** Whether the session is held back. */
  boolean isHigh() {
    return paused;
  }

  long waiting() {
    return waiting.get();
  }

  private void turn() {
    int seen = turning.getAndIncrement();
    if (seen != 0) {
      return;
    }
    int done = 1;
    do {
      long bytes = waiting.get();
      if (!paused && bytes > highMark) {
        paused = true;
        session.pause();
      } else if (paused && bytes < lowMark) {
        paused = false;
        session.resume();
      }
      done = turning.addAndGet(-done);
    } while (done != 0);
  }
}
