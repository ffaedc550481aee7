package dev.pubsub.core.guard;

import dev.pubsub.Subscriber;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.flow.SubscriberDecorator;
import dev.pubsub.spi.flow.SubscriptionControl;
import java.util.List;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** Asks several decorators, one around the other. */
public final class Decorators {

  private final List<SubscriberDecorator> decorators;
  private final FailureLog failures;

  /** All of these, of which the last is the outermost. */
  public Decorators(List<SubscriberDecorator> decorators, Scheduler time) {
    this.decorators = List.copyOf(decorators);
    this.failures =
        new FailureLog(
            LoggerFactory.getLogger(Decorators.class),
            "What stands in front of a subscriber of '{}' failed",
            time);
  }

  /** Whether there is nobody to ask. */
  public boolean isEmpty() {
    return decorators.isEmpty();
  }

  /** Where failures are told. */
  public FailureLog failures() {
    return failures;
  }

  /** What is called instead of a subscriber; the same one when all leave it alone. */
  public Subscriber wrap(Subscriber subscriber, SubscriptionControl control) {
    Subscriber wrapped = subscriber;
    for (SubscriberDecorator each : decorators) {
      wrapped = guarded(each, wrapped, control);
    }
    return wrapped;
  }

  private Subscriber guarded(
      SubscriberDecorator decorator, Subscriber next, SubscriptionControl control) {
    try {
      return Objects.requireNonNull(decorator.wrap(next, control), "no subscriber");
    } catch (Throwable e) {
      failures.failed(control.pattern(), e);
      throw new PubSubException(
          StandardError.PLUGIN_FAILED,
          "what is to stand in front of the subscriber failed; the log of the bus says how",
          e);
    }
  }
}
