package dev.pubsub.core.guard;

import dev.pubsub.DropReason;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.spi.flow.Observer;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Tells several observers, and keeps whatever they throw from going further. */
public final class Observers implements Observer {

  private final Observer[] observers;
  private final FailureLog failures;

  private Observers(List<Observer> observers, Scheduler time) {
    this.observers = observers.toArray(Observer[]::new);
    this.failures =
        new FailureLog(
            LoggerFactory.getLogger(Observers.class), "The observer {} threw an exception", time);
  }

  /** All of them as one, told in the order of the list; {@link Observer#NONE} for none. */
  public static Observer of(List<Observer> observers, Scheduler time) {
    return observers.isEmpty() ? NONE : new Observers(observers, time);
  }

  @Override
  public void published(String bus, String topic, int matched, int dropped) {
    for (Observer each : observers) {
      try {
        each.published(bus, topic, matched, dropped);
      } catch (Throwable e) {
        failed(each, e);
      }
    }
  }

  @Override
  public void delivered(String bus, String pattern, long count) {
    for (Observer each : observers) {
      try {
        each.delivered(bus, pattern, count);
      } catch (Throwable e) {
        failed(each, e);
      }
    }
  }

  @Override
  public void dropped(String bus, String pattern, DropReason reason, long count) {
    for (Observer each : observers) {
      try {
        each.dropped(bus, pattern, reason, count);
      } catch (Throwable e) {
        failed(each, e);
      }
    }
  }

  // The rest is rare enough for a lambda.

  @Override
  public void rejected(String bus, String topic, String code) {
    tell(each -> each.rejected(bus, topic, code));
  }

  @Override
  public void happened(BusEvent event) {
    tell(each -> each.happened(event));
  }

  private void tell(Consumer<Observer> news) {
    for (Observer each : observers) {
      try {
        news.accept(each);
      } catch (Throwable e) {
        failed(each, e);
      }
    }
  }

  private void failed(Observer observer, Throwable why) {
    failures.failed(observer.getClass().getName(), why);
  }
}
