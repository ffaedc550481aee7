package dev.pubsub.core.guard;

import dev.pubsub.DropReason;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.spi.flow.Observer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Tells several observers, and keeps whatever they throw from going further. Of what happens to
 * every signal only those are told that look at it.
 */
public final class Observers implements Observer {

  private final Observer[] observers;
  private final Observer[] ofPublishes;
  private final Observer[] ofSamples;
  private final Observer[] ofDeliveries;
  private final FailureLog failures;

  private Observers(List<Observer> observers, Scheduler time) {
    this.observers = observers.toArray(Observer[]::new);
    this.ofPublishes = lookingAt("published", observers);
    this.ofSamples = lookingAt("sampled", observers);
    this.ofDeliveries = lookingAt("delivered", observers);
    this.failures =
        new FailureLog(
            LoggerFactory.getLogger(Observers.class), "The observer {} threw an exception", time);
  }

  /** All of them as one, told in the order of the list; {@link Observer#NONE} for none. */
  public static Observer of(List<Observer> observers, Scheduler time) {
    return observers.isEmpty() ? NONE : new Observers(observers, time);
  }

  private static Observer[] lookingAt(String what, List<Observer> observers) {
    return observers.stream().filter(each -> looksAt(what, each)).toArray(Observer[]::new);
  }

  /** Whether it has a method of its own by that name. */
  private static boolean looksAt(String what, Observer observer) {
    return Arrays.stream(observer.getClass().getMethods())
        .anyMatch(
            method ->
                method.getName().equals(what) && method.getDeclaringClass() != Observer.class);
  }

  /** Whether any observer looks at samples of publishes. */
  public static boolean anySamples(Observer observer) {
    return observer instanceof Observers all
        ? all.ofSamples.length > 0
        : looksAt("sampled", observer);
  }

  @Override
  public void published(String bus, String topic, int matched, int dropped) {
    for (Observer each : ofPublishes) {
      try {
        each.published(bus, topic, matched, dropped);
      } catch (Throwable e) {
        failed(each, e);
      }
    }
  }

  @Override
  public void sampled(String bus, String topic, int matched, long nanos) {
    for (Observer each : ofSamples) {
      try {
        each.sampled(bus, topic, matched, nanos);
      } catch (Throwable e) {
        failed(each, e);
      }
    }
  }

  @Override
  public void delivered(String bus, String pattern, long count) {
    for (Observer each : ofDeliveries) {
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
