package dev.pubsub.core.mailbox;

import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.system.Cpu;
import dev.pubsub.core.system.Drains;
import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a consumer has while it is behind: a mailbox, and the drain that empties it on a thread of
 * its own. Guarded by the consumer, whose lock the callers of all methods but {@link #drain} and
 * {@link #held} have.
 */
final class Backlog {

  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
  private static final Duration NO_THREAD_REST = Duration.ofMillis(100);

  private final Consumer consumer;
  private final Bounds bounds;
  private final Conduct conduct;
  private final Drains drains;
  private final Scheduler time;
  private final Mailbox mailbox;
  private final Batch batch = new Batch();
  // No less than what waits here; read without the lock.
  private volatile int held;

  private boolean computes;
  private boolean draining;
  private boolean resting;
  // The run in the hands of a thread that lost its lane to the watchdog.
  private @Nullable Receiver stuckIn;
  private int stuckWith;

  Backlog(Consumer consumer, Conduct conduct, Drains drains, Scheduler time) {
    this.consumer = consumer;
    this.bounds = consumer.bounds();
    this.conduct = conduct;
    this.drains = drains;
    this.time = time;
    this.mailbox = new Mailbox(bounds.overflow());
  }

  /** No less than what waits in the mailbox and in the hands of a subscriber. On any thread. */
  int held() {
    return held;
  }

  /** How many letters wait in the mailbox and in the hands of a subscriber. */
  int waiting() {
    int stuck = stuckIn == null ? 0 : Math.max(0, stuckWith - stuckIn.progress());
    return mailbox.size() + batch.waiting() + stuck;
  }

  /** Whether there is nothing to do, and nobody who does it. */
  boolean isOver() {
    return isIdle() && !resting;
  }

  /** Whether nothing waits, replays included, and nobody is being called. */
  boolean isIdle() {
    return mailbox.isEmpty() && !draining;
  }

  /** The subscriber was seen to keep a processor busy. */
  void computes(boolean onProcessor) {
    computes = onProcessor;
  }

  /** Takes the letters of a run; returns what is to be done about those that are lost over it. */
  List<Runnable> accept(Recipient recipient, Letter[] letters, int from, int to) {
    Receiver receiver = recipient.receiver();
    List<Runnable> losses = new ArrayList<>(0);
    for (int i = from; i < to; i++) {
      Letter letter = letters[i];
      if (receiver.isClosed()) {
        losses.add(() -> receiver.abandon(letter));
      } else if (recipient.isReplay()) {
        mailbox.addReplayed(letter, receiver);
      } else if (hasRoom(letter)) {
        mailbox.add(letter, receiver);
      } else {
        losses.add(mailbox.makeRoomFor(letter, receiver)::count);
      }
    }
    held = waiting();
    startDrain();
    return losses;
  }

  /** Gives out what waits for a receiver. */
  List<Letter> evict(Receiver receiver) {
    List<Letter> evicted = mailbox.removeAll(receiver);
    held = waiting();
    return evicted;
  }

  /**
   * What its publisher has claimed room for is let in. With the other policies what is still on the
   * lane does not count: it is newer, and will make room for itself.
   */
  private boolean hasRoom(Letter letter) {
    return !bounds.isNewestLetIn() || waiting() < bounds.limit(letter.signal().priority());
  }

  // ---- takeover

  /** A thread is stuck in this subscriber with a run of so many letters. */
  void stuck(Receiver receiver, int letters) {
    draining = true;
    stuckIn = receiver;
    stuckWith = letters;
    held = letters;
  }

  /** Its run is over. */
  void unstuck() {
    stuckIn = null;
  }

  // ---- the drain

  void startDrain() {
    if (!mailbox.isEmpty() && !draining && !resting && !consumer.isPaused()) {
      try {
        (computes ? drains.computing() : drains.waiting()).execute(this::drain);
        draining = true;
      } catch (RuntimeException | OutOfMemoryError e) {
        LOG.error("There is no thread for a mailbox; it is tried again in {}", NO_THREAD_REST, e);
        rest(NO_THREAD_REST);
      }
    }
  }

  void endRest() {
    resting = false;
    startDrain();
  }

  /** By the thread that drains, without the lock. */
  void drain() {
    while (takeNext()) {
      batch.deliver(time);
      judge();
      if (!batch.wasFast()) {
        Cpu.giveWay();
      }
    }
  }

  /** Takes the next batch, unless the one before calls for a rest; false ends the drain. */
  private boolean takeNext() {
    synchronized (consumer) {
      Duration rest = conduct.rest();
      if (batch.count() > 0 && !rest.isZero() && !consumer.isGone()) {
        rest(rest);
      }
      batch.clear();
      draining = !resting && !consumer.isPaused() && !mailbox.isEmpty();
      if (draining) {
        batch.takeFrom(mailbox, conduct.isQuarantined());
      }
      held = waiting();
      return draining;
    }
  }

  private void rest(Duration span) {
    resting = true;
    var unused =
        time.schedule(
            span,
            () -> {
              synchronized (consumer) {
                endRest();
              }
            });
  }

  /** Tells whoever looks on, without the lock. */
  private void judge() {
    boolean before;
    boolean after;
    Duration rest;
    synchronized (consumer) {
      before = conduct.isQuarantined();
      conduct.handled(batch.count(), batch.failures(), batch.wasFast());
      after = conduct.isQuarantined();
      rest = conduct.rest();
    }
    if (after) {
      batch.receiver().quarantined(rest);
    } else if (before) {
      batch.receiver().recovered();
    }
  }
}
