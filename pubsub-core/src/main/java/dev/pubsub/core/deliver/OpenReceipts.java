package dev.pubsub.core.deliver;

import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.Scheduler.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The receipts of one subscription that nobody has settled yet, the oldest first. All have the same
 * time, so one timer does for them: that of the oldest. Who takes a receipt out settles it.
 */
final class OpenReceipts {

  private final Duration timeout;
  private final Scheduler time;
  private final Consumer<Receipt> late;
  private final Set<Receipt> open = new LinkedHashSet<>();
  private @Nullable Cancellable timer;
  private boolean closed;

  /**
   * None yet.
   *
   * @param late takes a receipt whose time is over, on the thread of the scheduler
   */
  OpenReceipts(Duration timeout, Scheduler time, Consumer<Receipt> late) {
    this.timeout = timeout;
    this.time = time;
    this.late = late;
  }

  /** Begins the time of a receipt; false once closed. */
  synchronized boolean add(Receipt receipt) {
    if (closed) {
      return false;
    }
    receipt.deadline = time.nanoTime() + timeout.toNanos();
    open.add(receipt);
    if (timer == null) {
      timer = time.schedule(timeout, this::look);
    }
    return true;
  }

  /** Whether it was open, and the caller settles it. */
  synchronized boolean take(Receipt receipt) {
    return open.remove(receipt);
  }

  /** Takes out all, and lets no more in. */
  synchronized List<Receipt> close() {
    closed = true;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    List<Receipt> all = List.copyOf(open);
    open.clear();
    return all;
  }

  private void look() {
    takeLate().forEach(late);
  }

  private synchronized List<Receipt> takeLate() {
    List<Receipt> overdue = new ArrayList<>();
    timer = null;
    long now = time.nanoTime();
    Iterator<Receipt> oldestFirst = open.iterator();
    while (oldestFirst.hasNext() && timer == null) {
      Receipt receipt = oldestFirst.next();
      long left = receipt.deadline - now;
      if (left > 0) {
        timer = time.schedule(Duration.ofNanos(left), this::look);
      } else {
        oldestFirst.remove();
        overdue.add(receipt);
      }
    }
    return overdue;
  }
}
