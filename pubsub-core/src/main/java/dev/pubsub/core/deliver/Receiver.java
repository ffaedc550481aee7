package dev.pubsub.core.deliver;

import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.Subscriber;
import dev.pubsub.core.guard.Guard;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.spi.flow.BusEvent;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The receiving end of one subscription: calls the subscriber and counts.
 *
 * <p>{@link #run}, {@link #receive} and {@link #endOfBatch} are called by one thread at a time,
 * with a happens-before between one thread and the next; who that is, is the business of the rooms
 * above. {@link #lose}, {@link #close} and the counts may be used on any thread.
 */
public sealed class Receiver permits AcknowledgingReceiver, SharingReceiver {

  private final Subscriber subscriber;
  private final String pattern;
  private final @Nullable Object notFrom;
  private final Guard guard;
  private final Totals totals;

  private volatile boolean closed;
  // Made with the first loss: most subscriptions have none.
  private volatile @Nullable Losses losses;
  // Written by the one thread that delivers; read by others, who may see a moment ago.
  private long delivered;
  private long filtered;
  private short progress;

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
  public final String pattern() {
    return pattern;
  }

  /**
   * Delivers consecutive letters, then ends the batch.
   *
   * @param from the first; to {@code to}, no more of them than a short can count
   * @return how many of them the subscriber threw at
   */
  public final int run(Letter[] letters, int from, int to) {
    long before = delivered;
    int failures = 0;
    progress = 0;
    for (int i = from; i < to; i++) {
      failures += take(letters[i]) ? 0 : 1;
      progress++;
    }
    long taken = delivered - before;
    if (taken > 0) {
      totals.delivered(pattern, taken);
    }
    if (taken + failures > 0) {
      endOfBatch();
    }
    return failures;
  }

  /** Delivers one letter outside a run; false when the subscriber threw. */
  public final boolean receive(Letter letter) {
    long before = delivered;
    boolean fine = take(letter);
    if (delivered != before) {
      totals.delivered(pattern, 1);
    }
    return fine;
  }

  /** False when the subscriber threw. */
  private boolean take(Letter letter) {
    if (closed) {
      abandon(letter);
    } else if (leavesOut(letter)) {
      return true;
    } else if (letter.expires(this, pattern, 0)) {
      lose(DropReason.EXPIRED);
    } else if (guard.receive(subscriber, letter, pattern)) {
      delivered++;
    } else {
      lose(DropReason.FAILED);
      return false;
    }
    return true;
  }

  /** Whether the subscription asked not to have a letter, which is counted. */
  final boolean leavesOut(Letter letter) {
    boolean own = notFrom != null && letter.isFrom(notFrom);
    if (own) {
      filtered++;
    }
    return own;
  }

  /** Calls the subscriber; returns what it threw, which is in the log by then. */
  final @Nullable Throwable call(Delivery delivery) {
    return guard.call(subscriber, delivery, pattern);
  }

  final void countDelivered(long count) {
    totals.delivered(pattern, count);
  }

  /** Tells the subscriber that nothing more follows at once. */
  public final void endOfBatch() {
    if (closed) {
      guard.endOfCalls();
    } else {
      guard.endOfBatch(subscriber, pattern);
    }
  }

  /**
   * Notes how long calls took that were measured.
   *
   * @param nanos all of them together
   * @param letters how many there were
   * @param weight how many calls each of these stands for
   */
  public void took(long nanos, int letters, long weight) {
    totals.timings().took(nanos / letters, letters * weight);
  }

  /** How many letters of the present {@link #run} are done with; for a thread that looks on. */
  public final int progress() {
    return progress;
  }

  /** Whether what waits when it is closed is for somebody else. */
  public boolean handsOver() {
    return false;
  }

  /** Lets a letter go that came too late. No lock of a consumer may be held. */
  public void abandon(Letter letter) {
    lose(DropReason.CLOSED);
  }

  /** Counts a letter that the subscriber will not get. */
  public final void lose(DropReason reason) {
    losses().add(reason, 1);
    totals.dropped(pattern, reason, 1);
  }

  private Losses losses() {
    Losses now = losses;
    if (now == null) {
      synchronized (this) {
        now = losses;
        if (now == null) {
          now = new Losses();
          losses = now;
        }
      }
    }
    return now;
  }

  /** Tells the subscriber that the bus has ended its subscription. */
  public final void ended() {
    guard.ended(subscriber, pattern);
    totals.happened(new BusEvent.Disconnected(totals.bus(), pattern));
  }

  /** Tells whoever looks on that the subscriber has held its lane up. */
  public final void overtaken() {
    totals.happened(new BusEvent.Overtaken(totals.bus(), pattern));
  }

  /** Tells whoever looks on that the subscriber is left alone for a while. */
  public final void quarantined(Duration rest) {
    totals.happened(new BusEvent.Quarantined(totals.bus(), pattern, rest));
  }

  /** Tells whoever looks on that the subscriber works again. */
  public final void recovered() {
    totals.happened(new BusEvent.Recovered(totals.bus(), pattern));
  }

  /** Whether what comes through this door is not for the subscriber. */
  public final boolean leavesOut(Object publisher) {
    return notFrom == publisher;
  }

  /** Calls the subscriber no more; letters that come after this are abandoned. */
  public void close() {
    closed = true;
  }

  /** Whether {@link #close} was called. */
  public final boolean isClosed() {
    return closed;
  }

  /** Handled without an exception. */
  public long delivered() {
    return delivered;
  }

  /** Attempts after the first. */
  public long redelivered() {
    return 0;
  }

  /** Thrown at. */
  public final long failed() {
    Losses now = losses;
    return now == null ? 0 : now.count(DropReason.FAILED);
  }

  /** Left out because the subscription asked not to have them. */
  public final long filtered() {
    return filtered;
  }

  /** Losses by reason, without those that are zero. */
  public final Map<DropReason, Long> dropped() {
    Losses now = losses;
    return now == null ? Map.of() : now.copy();
  }
}
