package dev.pubsub.core.deliver;

import dev.pubsub.DropReason;
import dev.pubsub.Subscriber;
import dev.pubsub.core.guard.Guard;
import dev.pubsub.core.letter.Letter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The receiving end of one subscription: calls the subscriber and counts.
 *
 * <p>{@link #run}, {@link #receive} and {@link #endOfBatch} are called by one thread at a time,
 * with a happens-before between one thread and the next; who that is, is the business of the rooms
 * above. {@link #overflow}, {@link #close} and the counts may be used on any thread.
 */
public final class Receiver {

  private static final VarHandle OVERFLOWS;

  static {
    try {
      OVERFLOWS = MethodHandles.lookup().findVarHandle(Receiver.class, "overflows", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Subscriber subscriber;
  private final String pattern;
  private final @Nullable Object notFrom;
  private final Guard guard;
  private final Totals totals;

  private volatile boolean closed;
  private volatile long overflows;
  // Written by the one thread that delivers; read by others, who may see a moment ago.
  private long delivered;
  private long failed;
  private long filtered;
  private long unread;
  private int progress;

  /**
   * Ready to receive.
   *
   * @param notFrom the door whose own signals are left out, or null to receive all
   */
  public Receiver(
      Subscriber subscriber, String pattern, @Nullable Object notFrom, Guard guard, Totals totals) {
    this.subscriber = subscriber;
    this.pattern = pattern;
    this.notFrom = notFrom;
    this.guard = guard;
    this.totals = totals;
  }

  /** What the subscription asked for. */
  public String pattern() {
    return pattern;
  }

  /**
   * Delivers consecutive letters, then ends the batch.
   *
   * @return how many of them the subscriber threw at
   */
  public int run(Letter[] letters, int from, int to) {
    long before = delivered;
    long failedBefore = failed;
    progress = 0;
    for (int i = from; i < to; i++) {
      take(letters[i]);
      progress = i + 1 - from;
    }
    long taken = delivered - before;
    if (taken > 0) {
      totals.delivered(taken);
    }
    int failures = (int) (failed - failedBefore);
    if (taken + failures > 0) {
      endOfBatch();
    }
    return failures;
  }

  /** Delivers one letter outside a run; false when the subscriber threw. */
  public boolean receive(Letter letter) {
    long before = delivered;
    long failedBefore = failed;
    take(letter);
    if (delivered != before) {
      totals.delivered(1);
    }
    return failed == failedBefore;
  }

  private void take(Letter letter) {
    if (closed) {
      unread++;
      totals.dropped(DropReason.CLOSED, 1);
    } else if (notFrom != null && letter.isFrom(notFrom)) {
      filtered++;
    } else if (guard.receive(subscriber, letter, pattern)) {
      delivered++;
    } else {
      failed++;
      totals.dropped(DropReason.FAILED, 1);
    }
  }

  /** Tells the subscriber that nothing more follows at once. */
  public void endOfBatch() {
    if (closed) {
      guard.endOfCalls();
    } else {
      guard.endOfBatch(subscriber, pattern);
    }
  }

  /** How many letters of the present {@link #run} are done with; for a thread that looks on. */
  public int progress() {
    return progress;
  }

  /** Counts a letter for which there was no room. */
  public void overflow() {
    OVERFLOWS.getAndAdd(this, 1L);
    totals.dropped(DropReason.OVERFLOW, 1);
  }

  /** Calls the subscriber no more; letters that come after this are counted as closed. */
  public void close() {
    closed = true;
  }

  /** Whether {@link #close} was called. */
  public boolean isClosed() {
    return closed;
  }

  /** Handled without an exception. */
  public long delivered() {
    return delivered;
  }

  /** Thrown at. */
  public long failed() {
    return failed;
  }

  /** Left out because the subscription asked not to have them. */
  public long filtered() {
    return filtered;
  }

  /** Losses by reason, without those that are zero. */
  public Map<DropReason, Long> dropped() {
    Map<DropReason, Long> losses = new EnumMap<>(DropReason.class);
    put(losses, DropReason.OVERFLOW, overflows);
    put(losses, DropReason.FAILED, failed);
    put(losses, DropReason.CLOSED, unread);
    return losses;
  }

  private static void put(Map<DropReason, Long> losses, DropReason reason, long count) {
    if (count > 0) {
      losses.put(reason, count);
    }
  }
}
