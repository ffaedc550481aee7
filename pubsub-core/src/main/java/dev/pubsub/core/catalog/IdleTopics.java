package dev.pubsub.core.catalog;

import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.Scheduler.Cancellable;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Looks at all topics four times in the span after which one is idle, and lets those go that were
 * made by the way and had no signal for that long, unless something of them is kept. Publishers
 * write nothing for it: a topic whose count has not moved between two looks had none.
 *
 * <p>The scheduler's thread is everybody's, so it looks at a thousand topics at a time.
 */
public final class IdleTopics {

  private static final int STRIDE = 1000;
  private static final Duration PAUSE = Duration.ofMillis(1);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** As good as for ever, and still a number of nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final Catalog catalog;
  private final Duration idle;
  private final Scheduler scheduler;
  private final Consumer<Topic> expire;
  private Iterator<Topic> unseen = Collections.emptyIterator();
  private Cancellable next = () -> {};
  private boolean closed;

  /**
   * A look-out that is not started.
   *
   * @param idle zero for never
   * @param expire called with each topic that may go
   */
  public IdleTopics(Catalog catalog, Duration idle, Scheduler scheduler, Consumer<Topic> expire) {
    this.catalog = catalog;
    this.idle = idle.compareTo(LONGEST) > 0 ? LONGEST : idle;
    this.scheduler = scheduler;
    this.expire = expire;
  }

  /** Begins to look. */
  public void start() {
    if (!idle.isZero()) {
      schedule(period(), this::begin);
    }
  }

  private Duration period() {
    Duration quarter = idle.dividedBy(4);
    return quarter.compareTo(SHORTEST) < 0 ? SHORTEST : quarter;
  }

  private synchronized void schedule(Duration delay, Runnable task) {
    if (!closed) {
      next = scheduler.schedule(delay, task);
    }
  }

  private void begin() {
    unseen = catalog.iterator();
    look();
  }

  private void look() {
    try {
      long now = scheduler.nanoTime();
      for (int i = 0; i < STRIDE && unseen.hasNext(); i++) {
        Topic topic = unseen.next();
        if (topic.isExpendable() && topic.isIdle(now, idle.toNanos())) {
          expire.accept(topic);
        }
      }
    } finally {
      if (unseen.hasNext()) {
        schedule(PAUSE, this::look);
      } else {
        schedule(period(), this::begin);
      }
    }
  }

  /** Looks no more. */
  public synchronized void close() {
    closed = true;
    next.cancel();
  }
}
