package dev.pubsub.core.guard;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.flow.Filter;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Calls subscribers and keeps whatever they throw from going further, an interruption of their
 * thread included: the next subscriber is called on the same one.
 */
public final class Guard {

  private final FailureLog failures;

  /** A guard with a log of its own pace. */
  public Guard(Scheduler time) {
    failures =
        new FailureLog(
            LoggerFactory.getLogger(Guard.class),
            "A subscriber of '{}', or its filter, threw an exception",
            time);
  }

  /** Hands a signal over; false when the subscriber threw. */
  public boolean receive(Subscriber subscriber, Delivery delivery, String pattern) {
    return call(subscriber, delivery, pattern) == null;
  }

  /** Hands a signal over; returns what the subscriber threw, if anything. */
  public @Nullable Throwable call(Subscriber subscriber, Delivery delivery, String pattern) {
    try {
      subscriber.receive(delivery);
      return null;
    } catch (Throwable e) {
      failures.failed(pattern, e);
      return e;
    }
  }

  /** What a filter says of a signal. */
  public enum Answer {
    YES,
    NO,
    FAILED
  }

  /** Asks a filter. */
  public Answer ask(Filter filter, Delivery delivery, String pattern) {
    try {
      return filter.accepts(delivery) ? Answer.YES : Answer.NO;
    } catch (Throwable e) {
      failures.failed(pattern, e);
      return Answer.FAILED;
    }
  }

  /** Tells the end of a batch; false when the subscriber threw. */
  public boolean endOfBatch(Subscriber subscriber, String pattern) {
    try {
      subscriber.endOfBatch();
      return true;
    } catch (Throwable e) {
      failures.failed(pattern, e);
      return false;
    } finally {
      endOfCalls();
    }
  }

  /** Tells that the bus has ended the subscription. */
  public void ended(Subscriber subscriber, String pattern) {
    try {
      subscriber.ended();
    } catch (Throwable e) {
      failures.failed(pattern, e);
    } finally {
      endOfCalls();
    }
  }

  /** Instead of the end of a batch, for a subscriber that ended itself meanwhile. */
  public void endOfCalls() {
    Thread.interrupted();
  }
}
