package dev.pubsub.core.mailbox;

import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.system.Cpu;
import dev.pubsub.spi.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Whoever consumes: one subscription of the application, or a session with all of its own. It is
 * either <i>direct</i>, called by its lane's worker, or <i>behind</i>, with a mailbox that a thread
 * of its own drains.
 *
 * <pre>
 *   direct ──paused, slow, throwing, stuck──> behind ──mailbox empty, and fast for a while──> direct
 * </pre>
 *
 * Only the lane's worker, or the watchdog that has deposed it, moves a consumer from one to the
 * other, so the letters of a consumer never overtake each other. Whatever else a consumer does is
 * guarded by its lock, which is held for moments only, never while a subscriber is called.
 */
public final class Consumer {

  private static final int DRAIN_BATCH = 32;
  private static final long FAST_NANOS = 5_000;
  private static final int PROBATION = 256;
  private static final int MAX_STRIKES = 12;

  private final int capacity;
  private final Executor drains;
  private final Scheduler time;

  private volatile boolean behind;
  private volatile boolean paused;
  private volatile boolean slow;
  private volatile int subscriptions;
  private volatile int overlap;
  // Done with in the batch that the drain has peeked; written by the drain, read by publishers.
  private volatile int drained;

  private final List<Recipient> recipients = new ArrayList<>(1);
  private int sameName;
  private int wildcards;
  private @Nullable Mailbox mailbox;
  private boolean draining;
  private int strikes;
  private int fast;
  // The run in the hands of a thread that lost its lane to the watchdog.
  private @Nullable Receiver stuckIn;
  private int stuckWith;

  /**
   * A direct consumer without subscriptions.
   *
   * @param capacity how many letters may wait for it in all
   * @param drains runs the drain of its mailbox, which may block as long as a subscriber does
   */
  public Consumer(int capacity, Executor drains, Scheduler time) {
    this.capacity = capacity;
    this.drains = drains;
    this.time = time;
  }

  /** How many letters may wait. */
  public int capacity() {
    return capacity;
  }

  // ---- subscriptions and publishers, on any thread

  /** A subscription of this consumer begins. */
  public synchronized void add(Recipient recipient) {
    boolean wasWatched = isWatched();
    recipients.add(recipient);
    subscriptions = recipients.size();
    noteOverlap(recipient);
    recipient.cohort().add(recipient);
    if (isWatched()) {
      List<Recipient> changed = wasWatched ? List.of(recipient) : recipients;
      changed.forEach(each -> each.cohort().watch(each, true));
    }
  }

  /**
   * A letter may match each pattern with wildcards, and every subscription to one name, so many
   * times does it count at most.
   */
  private void noteOverlap(Recipient added) {
    if (added.isExact()) {
      int same = 0;
      for (Recipient recipient : recipients) {
        same += recipient.cohort() == added.cohort() ? 1 : 0;
      }
      sameName = Math.max(sameName, same);
    } else {
      wildcards++;
    }
    overlap = sameName + wildcards;
  }

  private boolean isWatched() {
    return behind || overlap > 1;
  }

  /** A subscription of this consumer ends. */
  public synchronized void remove(Recipient recipient) {
    recipient.receiver().close();
    boolean wasWatched = isWatched();
    if (recipients.remove(recipient)) {
      subscriptions = recipients.size();
      wildcards -= recipient.isExact() ? 0 : 1;
      overlap = sameName + wildcards;
      recipient.cohort().remove(recipient);
      if (wasWatched && !isWatched()) {
        recipients.forEach(each -> each.cohort().watch(each, false));
      }
    }
  }

  /** Its subscriptions as they are now. */
  public synchronized List<Recipient> recipients() {
    return List.copyOf(recipients);
  }

  /** Whether more may wait than any cohort knows of, so that {@link #waiting} must be asked. */
  public boolean needsALook(long onLane) {
    return behind || (subscriptions > 1 && onLane * overlap > capacity);
  }

  /** How many letters wait: on the lane, in the mailbox, in the hands of a subscriber. */
  public synchronized long waiting() {
    long count = 0;
    for (Recipient recipient : recipients) {
      count += recipient.inLane();
    }
    if (mailbox != null) {
      count += Math.max(0, mailbox.size() - drained);
    }
    if (stuckIn != null) {
      count += Math.max(0, stuckWith - stuckIn.progress());
    }
    return count;
  }

  /** Holds deliveries back from the next batch on. */
  public void pause() {
    paused = true;
  }

  /** Lets deliveries go on, which is also how a consumer that ends gets rid of what waits. */
  public synchronized void resume() {
    paused = false;
    if (mailbox != null && mailbox.size() > 0) {
      startDrain();
    }
  }

  /** By the watchdog: this one takes long and should leave the lane at the next batch. */
  public void markSlow() {
    slow = true;
  }

  // ---- the lane's worker

  /** Whether the worker may call the subscriber without asking any further. */
  public boolean isDirect() {
    return !behind && !paused && !slow;
  }

  /** Takes the letters of a run into the mailbox; false when the consumer is direct again. */
  public boolean keeps(Recipient recipient, Letter[] letters, int from, int to) {
    if (!behind) {
      if (!paused && !slow) {
        return false;
      }
      leaveLane(slow);
    }
    return !returns() && accept(recipient, letters, from, to);
  }

  /** Into the mailbox, because the subscriber throws too often or takes too long. */
  public synchronized void leaveLane(boolean asStrike) {
    slow = false;
    if (asStrike) {
      strikes = Math.min(MAX_STRIKES, strikes + 1);
    }
    fast = 0;
    mailbox = new Mailbox();
    drained = 0;
    setBehind(true);
  }

  private synchronized boolean accept(Recipient recipient, Letter[] letters, int from, int to) {
    if (mailbox == null) {
      return false;
    }
    for (int i = from; i < to; i++) {
      mailbox.add(letters[i], recipient.receiver());
    }
    recipient.moved(to - from);
    startDrain();
    return true;
  }

  /** Direct again, when nothing waits and those who were slow have been fast for long enough. */
  private synchronized boolean returns() {
    boolean trusted = strikes == 0 || fast >= PROBATION << strikes;
    if (paused || draining || !trusted || mailbox == null || mailbox.size() > 0) {
      return false;
    }
    mailbox = null;
    slow = false;
    setBehind(false);
    return true;
  }

  private void setBehind(boolean isBehind) {
    behind = isBehind;
    for (Recipient recipient : recipients) {
      recipient.cohort().watch(recipient, isWatched());
    }
  }

  // ---- takeover

  /** By the watchdog: a worker is stuck in this subscriber with a run of so many letters. */
  public synchronized void stuck(Recipient recipient, int letters) {
    leaveLane(true);
    draining = true;
    recipient.moved(letters);
    stuckIn = recipient.receiver();
    stuckWith = letters;
  }

  /** By the thread that was stuck, once its run is over: it goes on with what came meanwhile. */
  public void unstuck() {
    synchronized (this) {
      stuckIn = null;
    }
    drain();
  }

  // ---- the drain

  private void startDrain() {
    if (!draining && !paused) {
      drains.execute(this::drain);
      draining = true;
    }
  }

  private void drain() {
    @Nullable Letter[] letters = new Letter[DRAIN_BATCH];
    @Nullable Receiver[] receivers = new Receiver[DRAIN_BATCH];
    int count = 0;
    boolean wasFast = true;
    while ((count = next(letters, receivers, count, wasFast)) > 0) {
      long start = time.nanoTime();
      boolean clean = deliver(letters, receivers, count);
      wasFast = clean && time.nanoTime() - start < FAST_NANOS * count;
      if (!wasFast) {
        Cpu.giveWay();
      }
    }
  }

  /** Drops what was delivered from the mailbox and peeks at the next batch; 0 ends the drain. */
  private synchronized int next(
      @Nullable Letter[] letters, @Nullable Receiver[] receivers, int done, boolean wasFast) {
    if (mailbox == null) {
      throw new IllegalStateException("drained without a mailbox");
    }
    mailbox.remove(done);
    drained = 0;
    fast = wasFast ? Math.min(PROBATION << MAX_STRIKES, fast + done) : 0;
    if (paused || mailbox.size() == 0) {
      draining = false;
      return 0;
    }
    return mailbox.peek(letters, receivers);
  }

  private boolean deliver(@Nullable Letter[] letters, @Nullable Receiver[] receivers, int count) {
    boolean clean = true;
    for (int i = 0; i < count; i++) {
      Letter letter = letters[i];
      Receiver receiver = receivers[i];
      if (letter == null || receiver == null) {
        throw new IllegalStateException("a hole in a mailbox");
      }
      clean &= receiver.receive(letter);
      if (i + 1 == count || receivers[i + 1] != receiver) {
        receiver.endOfBatch();
      }
      drained = i + 1;
    }
    return clean;
  }
}
