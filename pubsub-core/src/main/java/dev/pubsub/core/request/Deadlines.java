package dev.pubsub.core.request;

import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.Scheduler.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executor;

/**
 * When those who asked have waited long enough: one timer for all questions of a bus. It is set
 * anew only for a deadline that is earlier than all others, so questions that are answered in time
 * hardly ever touch it.
 */
final class Deadlines {

  private final Scheduler time;
  private final Executor elsewhere;
  private final NavigableSet<Pending<?>> earliestFirst =
      new ConcurrentSkipListSet<>(Pending.EARLIEST_FIRST);
  // Written under the lock. Whoever adds a deadline looks at them after that.
  private volatile long wakesAt;
  private volatile boolean isSet;
  private Cancellable timer = () -> {};
  private boolean closed;

  /**
   * There are none.
   *
   * @param elsewhere where those are told whose time is over, since what they do then may block
   */
  Deadlines(Scheduler time, Executor elsewhere) {
    this.time = time;
    this.elsewhere = elsewhere;
  }

  void add(Pending<?> pending) {
    earliestFirst.add(pending);
    if (!isSet || pending.deadline() - wakesAt < 0) {
      setTimer();
    }
  }

  void remove(Pending<?> pending) {
    earliestFirst.remove(pending);
  }

  int count() {
    return earliestFirst.size();
  }

  private Optional<Pending<?>> first() {
    Iterator<Pending<?>> all = earliestFirst.iterator();
    return all.hasNext() ? Optional.of(all.next()) : Optional.empty();
  }

  private synchronized void setTimer() {
    first()
        .filter(first -> !closed && (!isSet || first.deadline() - wakesAt < 0))
        .ifPresent(
            first -> {
              timer.cancel();
              wakesAt = first.deadline();
              isSet = true;
              long left = Math.max(0, wakesAt - time.nanoTime());
              timer = time.schedule(Duration.ofNanos(left), this::wake);
            });
  }

  private void wake() {
    long now = time.nanoTime();
    List<Pending<?>> due = new ArrayList<>();
    for (Optional<Pending<?>> next = first(); isDue(next, now); next = first()) {
      next.filter(earliestFirst::remove).ifPresent(due::add);
    }
    synchronized (this) {
      isSet = false;
      setTimer();
    }
    // Each by itself: whoever is told may wait for another one.
    due.forEach(pending -> elsewhere.execute(pending::expire));
  }

  private static boolean isDue(Optional<Pending<?>> pending, long now) {
    return pending.isPresent() && pending.get().deadline() - now <= 0;
  }

  /** Wakes no more. */
  synchronized void close() {
    closed = true;
    timer.cancel();
  }
}
