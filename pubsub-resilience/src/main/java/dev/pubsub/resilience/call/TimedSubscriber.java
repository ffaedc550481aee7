package dev.pubsub.resilience.call;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.Scheduler.Cancellable;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber whose calls may take so long and no longer. One that takes longer is interrupted, on
 * its own thread and while it lasts; it has failed, whatever it does then.
 */
final class TimedSubscriber implements Subscriber {

  private final Subscriber next;
  private final Duration timeout;
  private final Scheduler time;

  TimedSubscriber(Subscriber next, Duration timeout, Scheduler time) {
    this.next = next;
    this.timeout = timeout;
    this.time = time;
  }

  /** What is called. */
  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  /** One call, as its timer sees it. */
  private static final class Call {

    private @Nullable Thread thread = Thread.currentThread();
    private boolean late;

    synchronized void interrupt() {
      if (thread != null) {
        late = true;
        thread.interrupt();
      }
    }

    /** From here on nobody is interrupted. */
    synchronized boolean end() {
      thread = null;
      return late;
    }
  }

  @Override
  public void receive(Delivery delivery) throws Exception {
    within(() -> next.receive(delivery));
  }

  @Override
  public void endOfBatch() throws Exception {
    within(next::endOfBatch);
  }

  @Override
  public void ended() throws Exception {
    next.ended();
  }

  private void within(Work work) throws Exception {
    Call call = new Call();
    Cancellable timer = time.schedule(timeout, call::interrupt);
    Exception thrown = null;
    try {
      work.run();
    } catch (Exception e) {
      thrown = e;
    } finally {
      timer.cancel();
      if (call.end()) {
        // The interrupt was for this call; the next one is not to find it.
        Thread.interrupted();
        TimeoutException late =
            new TimeoutException("the call took longer than " + timeout.toMillis() + " ms");
        if (thrown != null) {
          late.addSuppressed(thrown);
        }
        thrown = late;
      }
    }
    if (thrown != null) {
      throw thrown;
    }
  }
}
