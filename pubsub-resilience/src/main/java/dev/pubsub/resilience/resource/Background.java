package dev.pubsub.resilience.resource;

import dev.pubsub.spi.Scheduler;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what may take long, or for ever, where nobody waits for it: never twice at a time, and with
 * rests between, so that it takes up no more than a share of the time.
 */
final class Background {

  private static final Logger LOG = LoggerFactory.getLogger(Background.class);

  private final String what;
  private final Scheduler time;
  private final Executor executor;
  private final int rest;
  private final Runnable work;
  private final AtomicBoolean busy = new AtomicBoolean();
  // Written by whoever is busy.
  private volatile long notBefore;
  private volatile boolean failed;

  /**
   * Does nothing yet.
   *
   * @param what it is about, for the log
   * @param rest how many times as long as the work it rests afterwards
   */
  Background(String what, Scheduler time, Executor executor, int rest, Runnable work) {
    this.what = what;
    this.time = time;
    this.executor = executor;
    this.rest = rest;
    this.work = work;
    this.notBefore = time.nanoTime();
  }

  /** Has it done, unless it is being done or rests. Does not block. */
  void begin() {
    if (time.nanoTime() - notBefore >= 0 && busy.compareAndSet(false, true)) {
      executor.execute(this::run);
    }
  }

  private void run() {
    long begun = time.nanoTime();
    try {
      work.run();
      failed = false;
    } catch (RuntimeException e) {
      if (!failed) {
        LOG.warn("The resource {} cannot be measured; its last figure stands", what, e);
      }
      failed = true;
    } finally {
      long ended = time.nanoTime();
      notBefore = ended + rest * (ended - begun);
      busy.set(false);
    }
  }
}
