package dev.pubsub.ws.undertow;

import dev.pubsub.ws.frame.Outgoing;
import dev.pubsub.ws.frame.Slot;
import dev.pubsub.ws.frame.Watched;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one connection. Any thread appends; only the I/O thread takes. As
 * many entries as fit go into one write, and a write that takes a part only loses nothing.
 *
 * <p>What waits is counted in bytes, and each entry counts {@link #PLACE} more, an empty slot too:
 * so a bound in bytes bounds the number of entries as well.
 */
final class OutgoingQueue {

  /** What the place of an entry in the queue takes, in bytes. */
  static final int PLACE = 64;

  private final Queue<Outgoing> queue = new ConcurrentLinkedQueue<>();
  private final Backlog backlog;

  /** How many bytes of the first entry are written already. */
  private int written;

  /** What answers count among all that waits. */
  private long replies;

  private @Nullable Outgoing last;
  private boolean finished;

  OutgoingQueue(Backlog backlog) {
    this.backlog = backlog;
  }

  void add(Outgoing entry) {
    queue.add(entry);
    backlog.add(weight(entry));
  }

  private static int weight(Outgoing entry) {
    return entry.bytes().length + PLACE;
  }

  /** Appends an empty slot. I/O thread only, like everything below. */
  Slot reserve() {
    Slot slot = new Slot();
    queue.add(slot);
    count(PLACE);
    return slot;
  }

  void fill(Slot slot, Outgoing entry) {
    slot.add(entry);
    count(entry.bytes().length);
  }

  private void count(int bytes) {
    backlog.add(bytes);
    replies += bytes;
  }

  /** What the answers that wait count. */
  long replies() {
    return replies;
  }

  /** Appends the entry after which nothing is written any more. */
  void addLast(Outgoing entry) {
    last = entry;
    add(entry);
  }

  /** Whether the last entry has been written. */
  boolean finished() {
    return finished;
  }

  /** Copies what waits, from the first byte not yet written, until the buffer is full. */
  void copyInto(ByteBuffer buffer) {
    if (finished) {
      return;
    }
    int from = written;
    for (Outgoing next : queue) {
      byte[] bytes = next.bytes();
      int count = Math.min(bytes.length - from, buffer.remaining());
      buffer.put(bytes, from, count);
      if (next == last || from + count < bytes.length) {
        return;
      }
      from = 0;
    }
  }

  /** Lets go of bytes that were written. */
  void advance(long count) {
    long left = count;
    long places = 0;
    Outgoing first = queue.peek();
    while (first != null && !finished) {
      int remaining = first.bytes().length - written;
      if (left < remaining) {
        written += (int) left;
        break;
      }
      left -= remaining;
      written = 0;
      finished = first == last;
      replies -= first instanceof Slot ? weight(first) : 0;
      places += PLACE;
      queue.remove();
      if (first instanceof Watched watched) {
        watched.written().run();
      }
      first = queue.peek();
    }
    backlog.remove(count + places);
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  void clear() {
    queue.clear();
  }
}
