package dev.pubsub.core.mailbox;

import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.system.Drains;
import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mailbox, and the drain that empties it on a thread of its own. Guarded by the consumer, whose
 * lock the callers of all methods but {@link #drain}, {@link #deliver} and {@link #held} have.
 */
abstract sealed class Backlog permits Detour, InFlight {

  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
  private static final Duration NO_THREAD_REST = Duration.ofMillis(100);

  final Consumer consumer;
  final Drains drains;
  final Scheduler time;
  final Mailbox mailbox;
  private final Bounds bounds;
  // No less than what waits here; read without the lock.
  private volatile int held;

  private boolean draining;
  private boolean resting;

  Backlog(Consumer consumer, Drains drains, Scheduler time) {
    this.consumer = consumer;
    this.drains = drains;
    this.time = time;
    this.bounds = consumer.bounds();
    this.mailbox = new Mailbox(bounds.overflow());
  }

  // ---- what kinds of backlog differ in

  /** How many letters that take up room are out of the mailbox and not done with. */
  abstract int inHand();

  /** Whether there is a batch to take. */
  abstract boolean hasNext();

  /** Takes the next batch. */
  abstract void takeBatch();

  /** Calls the subscribers. By the drain, without the lock. */
  abstract void deliver();

  /** The batch is done with; how long to leave the subscribers alone now. */
  abstract Duration finishBatch();

  /** Where drains run. */
  abstract Executor threads();

  /** Whether the consumer may be direct again as far as its backlog is concerned. */
  abstract boolean mayReturn();

  // ---- what they have in common

  /** No less than what waits in the mailbox and in the hands of a subscriber. On any thread. */
  final int held() {
    return held;
  }

  /** How many letters wait in the mailbox and in the hands of a subscriber. */
  final int waiting() {
    return mailbox.size() + inHand();
  }

  final void hold(int letters) {
    held = letters;
  }

  final void recount() {
    held = waiting();
  }

  /** Whether nothing waits, replays included, and nobody is being called. */
  boolean isIdle() {
    return mailbox.isEmpty() && !draining;
  }

  final boolean isResting() {
    return resting;
  }

  /** Takes the letters of a run; returns what is to be done about those that are lost over it. */
  final List<Runnable> accept(Recipient recipient, Letter[] letters, int from, int to) {
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
    recount();
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

  final void startDrain() {
    if (!draining && !resting && !consumer.isHeldBack() && hasNext()) {
      try {
        threads().execute(this::drain);
        draining = true;
      } catch (RuntimeException | OutOfMemoryError e) {
        LOG.error("There is no thread for a mailbox; it is tried again in {}", NO_THREAD_REST, e);
        rest(NO_THREAD_REST);
      }
    }
  }

  /** A thread that is in a subscriber already drains when it comes out. */
  final void drainLater() {
    draining = true;
  }

  /** The last subscription of the consumer has ended: what is left is only counted. */
  void letGo() {
    endRest();
  }

  private void endRest() {
    resting = false;
    startDrain();
  }

  /** By the thread that drains, without the lock. */
  final void drain() {
    while (takeNext()) {
      deliver();
    }
  }

  /** Takes the next batch, unless the one before calls for a rest; false ends the drain. */
  private boolean takeNext() {
    synchronized (consumer) {
      Duration rest = finishBatch();
      if (!rest.isZero() && !consumer.isGone()) {
        rest(rest);
      }
      draining = !resting && !consumer.isHeldBack() && hasNext();
      if (draining) {
        takeBatch();
      }
      recount();
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
}
