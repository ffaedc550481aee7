package dev.pubsub.core.mailbox;

import dev.pubsub.core.deliver.Brake;
import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.deliver.Redelivery;
import dev.pubsub.core.deliver.Supervision;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.system.Drains;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.Scheduler;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whoever consumes: one subscription of the application, or a session with all of its own. It is
 * either <i>direct</i>, called by its lane's worker, or <i>behind</i>, with a {@link Backlog} that
 * a thread of its own drains.
 *
 * <pre>
 *   direct ──paused, slow, throwing, stuck──> behind ──mailbox empty, and good for a while──> direct
 * </pre>
 *
 * A consumer that acknowledges is always behind: its {@link InFlight} decides what it gets when. So
 * is one that is supervised, which gets one letter at a time. Only the lane's worker, or the
 * watchdog that has deposed it, moves a consumer from one to the other, so the letters of a
 * consumer never overtake each other. Whatever else a consumer does is guarded by its lock, which
 * is held for moments only, never while a subscriber is called.
 */
public final class Consumer extends Recipients implements Brake {

  // Why it is not to be called directly.
  private static final int PAUSED = 1;
  private static final int HELD = 2;
  private static final int SLOW = 4;
  private static final int SUPERVISED = 8;

  private final Bounds bounds;
  private final Drains drains;
  private final Scheduler time;

  private volatile @Nullable Backlog backlog;
  // Written under the lock.
  private volatile byte brakes;
  private boolean computes;
  // Made with the first backlog, and kept for the next one.
  private @Nullable Conduct conduct;

  /** A direct consumer without subscriptions. */
  public Consumer(Bounds bounds, Drains drains, Scheduler time) {
    this.bounds = bounds;
    this.drains = drains;
    this.time = time;
  }

  /**
   * A consumer for one subscription, which acknowledges.
   *
   * @param maxInFlight how many letters may be out of its mailbox and not settled
   */
  public static Consumer acknowledging(
      Bounds bounds, int maxInFlight, Drains drains, Scheduler time) {
    Consumer consumer = new Consumer(bounds, drains, time);
    consumer.backlog = new InFlight(consumer, maxInFlight, drains, time);
    return consumer;
  }

  /** Where letters go between their attempts, of a consumer that acknowledges. */
  public Redelivery redelivery() {
    if (backlog instanceof InFlight inFlight) {
      return inFlight;
    }
    throw new IllegalStateException("this consumer does not acknowledge");
  }

  /** How many letters may wait for it in all. */
  public Bounds bounds() {
    return bounds;
  }

  // ---- subscriptions and publishers, on any thread

  /** A subscription of this consumer begins. */
  public synchronized void add(Recipient recipient) {
    boolean wasWatched = isWatched();
    Supervision supervision = recipient.receiver().supervision();
    if (supervision != null) {
      supervision.attach(recipient.receiver(), this);
      set(SUPERVISED, true);
    }
    link(recipient, wasWatched);
  }

  /** A subscription goes on in another place; false when it has ended. */
  public synchronized boolean move(Recipient from, Recipient to) {
    if (!takeOut(from)) {
      return false;
    }
    to.comesFrom(from);
    add(to);
    return true;
  }

  /** A subscription of this consumer ends; returns its place, or null when it has ended before. */
  public @Nullable Recipient remove(Receiver receiver) {
    receiver.close();
    Recipient ended;
    List<Letter> left;
    synchronized (this) {
      ended = end(receiver);
      if (ended == null) {
        return null;
      }
      left = backlog == null || !receiver.handsOver() ? List.of() : backlog.evict(receiver);
    }
    left.forEach(receiver::abandon);
    return ended;
  }

  private @Nullable Recipient end(Receiver receiver) {
    Recipient ended = placeOf(receiver);
    if (ended != null) {
      takeOut(ended);
      if (receiver.supervision() != null) {
        // Whoever held it may be gone; if not, it is held again at the next letter.
        set(HELD, false);
        set(SUPERVISED, all().stream().anyMatch(Recipient::isSupervised));
        startDrain();
      }
    }
    Backlog now = backlog;
    if (now != null && isGone()) {
      // What still waits is only counted, which nobody need be left alone for.
      now.letGo();
    }
    return ended;
  }

  /** Its subscriptions as they are now. */
  public synchronized List<Recipient> recipients() {
    return all();
  }

  /** Whether it has no subscriptions. */
  public boolean isGone() {
    return size() == 0;
  }

  /**
   * How many may wait for a letter of this priority to be let in; no less than the times that it
   * may match.
   */
  public int limit(Priority priority) {
    return Math.max(bounds.limit(priority), overlap());
  }

  /** Whether more than this may wait, though no cohort knows, so that {@link #waiting} is asked. */
  public boolean needsALook(long onLane, int limit) {
    Backlog now = backlog;
    return now == null
        ? size() > 1 && onLane * overlap() > limit
        : now.held() + onLane * overlap() > limit;
  }

  /** How many letters wait: on the lane, in the mailbox, in the hands of a subscriber. */
  public synchronized long waiting() {
    Backlog now = backlog;
    return onLane() + (now == null ? 0 : now.waiting());
  }

  /** Whether it is behind and has something to do. */
  public boolean isBusy() {
    Backlog now = backlog;
    return now != null && now.held() > 0;
  }

  /** Whether nothing waits for it, what is replayed included. */
  public synchronized boolean isIdle() {
    Backlog now = backlog;
    return waiting() == 0 && (now == null || now.isIdle());
  }

  /** Whether its subscribers have thrown so often that they are called only now and then. */
  public synchronized boolean isQuarantined() {
    return conduct != null && conduct.isQuarantined();
  }

  /** Holds deliveries back from the next batch on. */
  public synchronized void pause() {
    set(PAUSED, true);
  }

  /** Whether its owner holds deliveries back. */
  public boolean isPaused() {
    return has(PAUSED);
  }

  /** Whether deliveries are held back, by whomever. */
  public boolean isHeldBack() {
    return has(PAUSED | HELD);
  }

  /** Whether something stands in front of one of its subscribers. */
  boolean isSupervised() {
    return has(SUPERVISED);
  }

  private boolean has(int any) {
    return (brakes & any) != 0;
  }

  private synchronized void set(int brake, boolean on) {
    brakes = (byte) (on ? brakes | brake : brakes & ~brake);
  }

  /** Lets deliveries go on, which is also how a consumer that ends gets rid of what waits. */
  public synchronized void resume() {
    set(PAUSED, false);
    startDrain();
  }

  @Override
  public synchronized void hold(Receiver whose) {
    set(HELD, has(HELD) || placeOf(whose) != null);
  }

  @Override
  public synchronized void release() {
    set(HELD, false);
    startDrain();
  }

  private synchronized void startDrain() {
    Backlog now = backlog;
    if (now != null) {
      now.startDrain();
    }
  }

  /**
   * By the watchdog: this one takes long and should leave the lane at the next batch.
   *
   * @param onProcessor whether it was seen computing, not waiting for something
   */
  public synchronized void markSlow(boolean onProcessor) {
    computes = onProcessor;
    set(SLOW, true);
  }

  // ---- the lane's worker

  /** Whether the worker may call the subscriber without asking any further. */
  public boolean isDirect() {
    return backlog == null && brakes == 0;
  }

  /**
   * Takes the letters of a run into the mailbox; false when the consumer is direct again.
   *
   * @param crowded whether nobody is to be direct for the time being
   */
  public boolean keeps(Recipient recipient, Letter[] letters, int from, int to, boolean crowded) {
    boolean all = recipient.takesAll();
    List<Runnable> losses = List.of();
    synchronized (this) {
      if (!isBehind(crowded)) {
        return false;
      }
      if (all) {
        losses = accept(recipient, letters, from, to, to - from);
      }
    }
    if (!all) {
      // Asked without the lock, since filters are foreign code.
      Letter[] wanted = new Letter[to - from];
      int count = recipient.choose(letters, from, to, wanted);
      losses = accept(recipient, wanted, 0, count, to - from);
    }
    losses.forEach(Runnable::run);
    return true;
  }

  private boolean isBehind(boolean crowded) {
    if (!crowded && (isDirect() || returns())) {
      return false;
    }
    if (backlog == null) {
      leave(has(SLOW));
    }
    return true;
  }

  private synchronized List<Runnable> accept(
      Recipient recipient, Letter[] letters, int from, int to, int ofLane) {
    recipient.moved(ofLane);
    return Objects.requireNonNull(backlog).accept(recipient, letters, from, to);
  }

  /** Into the mailbox, because the subscriber throws too often. */
  public synchronized void leaveLane() {
    leave(true);
  }

  @Override
  boolean isWatched() {
    return backlog != null || overlap() > 1;
  }

  private Detour leave(boolean asStrike) {
    set(SLOW, false);
    Conduct known = conduct == null ? new Conduct() : conduct;
    if (asStrike) {
      known.strike(time.nanoTime());
    }
    known.beginProbation();
    conduct = known;
    Detour made = new Detour(this, known, computes, drains, time);
    backlog = made;
    watchAll(true);
    return made;
  }

  /** Direct again, when nothing waits and those who were bad have been good for long enough. */
  private boolean returns() {
    Backlog now = backlog;
    if (now == null || has(PAUSED | HELD | SUPERVISED) || !now.mayReturn()) {
      return false;
    }
    backlog = null;
    set(SLOW, false);
    watchAll(isWatched());
    return true;
  }

  // ---- takeover

  /**
   * By the watchdog: a worker is stuck in this subscriber with a run of so many letters.
   *
   * @param onProcessor whether it was seen computing, not waiting for something
   */
  public synchronized void stuck(Recipient recipient, int letters, boolean onProcessor) {
    computes = onProcessor;
    recipient.moved(letters);
    leave(true).stuck(recipient.receiver(), recipient.isReplay() ? 0 : letters);
  }

  /** By the thread that was stuck, once its run is over: it goes on with what came meanwhile. */
  public void unstuck() {
    Detour detour;
    synchronized (this) {
      if (!(backlog instanceof Detour now)) {
        throw new IllegalStateException("stuck and not behind");
      }
      detour = now;
      detour.unstuck();
    }
    detour.drain();
  }
}
