package dev.pubsub.resilience.call;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Scheduler.Cancellable;
import dev.pubsub.spi.flow.SubscriptionControl;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber that is given a signal again when it throws. Meanwhile the signal is held, and what
 * comes behind it waits, so that the order stays; the last exception counts. What others put back,
 * such as an open breaker, takes no attempt.
 */
final class RetryingSubscriber implements Subscriber {

  private static final Cancellable NO_TIMER = () -> {};

  /** Past this many doublings a rest is as long as it gets. */
  private static final int DOUBLINGS = 30;

  private final Subscriber next;
  private final SubscriptionControl control;
  private final CallRule rule;
  private final Environment environment;
  private @Nullable SignalId failed;
  private int failures;
  private long restsUntil;
  private Cancellable timer = NO_TIMER;
  private boolean closed;

  RetryingSubscriber(
      Subscriber next, SubscriptionControl control, CallRule rule, Environment environment) {
    this.next = next;
    this.control = control;
    this.rule = rule;
    this.environment = environment;
  }

  @Override
  public void receive(Delivery delivery) throws Exception {
    SignalId id = delivery.signal().id();
    if (!id.equals(failed)) {
      // The one that failed is gone: dropped, set aside, out of its time.
      failed = null;
      failures = 0;
    } else if (restsUntil - environment.scheduler().nanoTime() > 0) {
      control.hold();
      return;
    }
    try {
      next.receive(delivery);
    } catch (Exception e) {
      if (control.isDecided() || failures >= rule.retries()) {
        throw e;
      }
      failed = id;
      failures++;
      rest();
      return;
    }
    if (!control.isDecided()) {
      failed = null;
    }
  }

  private void rest() {
    Duration rest = nextRest();
    restsUntil = environment.scheduler().nanoTime() + rest.toNanos();
    control.hold();
    wakeAfter(rest);
  }

  private synchronized void wakeAfter(Duration rest) {
    if (!closed) {
      timer = environment.scheduler().schedule(rest, control::release);
    }
  }

  /** Twice as long at most for each failure, and never the same for those who failed together. */
  private Duration nextRest() {
    long shortest = rule.shortestRest().toNanos();
    long longest = rule.longestRest().toNanos();
    int doublings = Math.min(failures, DOUBLINGS);
    long bound = shortest > longest >> doublings ? longest : shortest << doublings;
    return Duration.ofNanos(shortest + environment.random().nextLong(bound - shortest + 1));
  }

  /** Nothing is to come again any more. */
  synchronized void close() {
    closed = true;
    timer.cancel();
  }

  @Override
  public void endOfBatch() throws Exception {
    next.endOfBatch();
  }

  @Override
  public void ended() throws Exception {
    next.ended();
  }
}
