package dev.pubsub.cluster.link;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Frames about interest, and others that are no signals, which wait for a node within bounds. Any
 * thread puts in, one takes out.
 */
final class Notes {

  private final long most;
  private final Queue<Note> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong wholeBytes = new AtomicLong();
  private final LongAdder lost = new LongAdder();

  /** A frame, and what counts the bytes that wait of its kind. */
  private record Note(byte[] frame, AtomicLong counter) {}

  /** None yet, and so many bytes of each kind. */
  Notes(long most) {
    this.most = most;
  }

  void add(byte[] frame) {
    if (bytes.addAndGet(frame.length) > most) {
      // The next digest will tell the node that it has missed something.
      bytes.addAndGet(-frame.length);
      lost.increment();
    } else {
      waiting.add(new Note(frame, bytes));
    }
  }

  /**
   * Adds all parts of a set, however long they are: one with a hole would be asked for again, and
   * have the same hole. Only so many sets wait at a time that one more is begun within the bounds.
   */
  void addWhole(List<byte[]> parts) {
    if (wholeBytes.get() > most) {
      lost.add(parts.size());
      return;
    }
    for (byte[] part : parts) {
      wholeBytes.addAndGet(part.length);
      waiting.add(new Note(part, wholeBytes));
    }
  }

  /**
   * Adds one of many parts, if few of them wait.
   *
   * @param room in bytes; one that is longer waits alone
   * @return false when it is to be tried again
   */
  boolean offer(byte[] part, long room) {
    long before = wholeBytes.get();
    if (before > 0 && before + part.length > room) {
      return false;
    }
    wholeBytes.addAndGet(part.length);
    waiting.add(new Note(part, wholeBytes));
    return true;
  }

  /** The next; null when there is none. */
  byte @Nullable [] poll() {
    Note next = waiting.poll();
    if (next == null) {
      return null;
    }
    next.counter().addAndGet(-next.frame().length);
    return next.frame();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** One that the wire did not take. */
  void lose() {
    lost.increment();
  }

  long lost() {
    return lost.sum();
  }
}
