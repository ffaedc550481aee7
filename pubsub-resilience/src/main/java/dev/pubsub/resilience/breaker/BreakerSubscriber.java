package dev.pubsub.resilience.breaker;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.flow.SubscriptionControl;
import org.jspecify.annotations.Nullable;

/** A subscriber behind a breaker. */
final class BreakerSubscriber implements Subscriber {

  private final Subscriber next;
  private final SubscriptionControl control;
  private final Breaker breaker;
  private final Scheduler time;

  BreakerSubscriber(Subscriber next, SubscriptionControl control, Breaker breaker, Scheduler time) {
    this.next = next;
    this.control = control;
    this.breaker = breaker;
    this.time = time;
  }

  @Override
  public void receive(Delivery delivery) throws Exception {
    long entered = breaker.enter(control);
    if (entered == Breaker.REFUSED) {
      return;
    }
    long began = time.nanoTime();
    @Nullable Throwable failure = null;
    try {
      next.receive(delivery);
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      // What stands nearer to the subscriber may have put the signal back: it was not called then.
      breaker.leave(control, entered, time.nanoTime() - began, failure, !control.isDecided());
    }
  }

  /** Not asked about: what was received before the breaker opened is to be flushed all the same. */
  @Override
  public void endOfBatch() throws Exception {
    next.endOfBatch();
  }

  @Override
  public void ended() throws Exception {
    next.ended();
  }
}
