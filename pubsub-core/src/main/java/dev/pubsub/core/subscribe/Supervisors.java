package dev.pubsub.core.subscribe;

import dev.pubsub.DropReason;
import dev.pubsub.Subscriber;
import dev.pubsub.core.deadletter.DeadLetterBox;
import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.deliver.Supervision;
import dev.pubsub.core.guard.Decorators;
import dev.pubsub.signal.Signal;
import java.util.function.Function;

/** Puts in front of subscribers what plugins want to stand there. */
public final class Supervisors {

  private final Decorators decorators;
  private final String bus;
  private final DeadLetterBox deadLetters;

  /**
   * Those of a bus.
   *
   * @param deadLetters where they set signals aside
   */
  public Supervisors(Decorators decorators, String bus, DeadLetterBox deadLetters) {
    this.decorators = decorators;
    this.bus = bus;
    this.deadLetters = deadLetters;
  }

  /** Keeps what a receiver got and cannot handle, as it says afterwards. */
  void setAside(Receiver receiver, Signal signal, String why) {
    deadLetters.add(receiver, signal, receiver.pattern(), DropReason.REJECTED, why, 1);
  }

  /**
   * Opens a subscription with whatever stands in front of its subscriber.
   *
   * @param open is given who is to be called
   */
  <T> T inFrontOf(
      Subscriber subscriber,
      String pattern,
      String principal,
      boolean acknowledges,
      Function<Subscriber, T> open) {
    if (decorators.isEmpty()) {
      return open.apply(subscriber);
    }
    Supervision supervision =
        new Supervision(bus, pattern, principal, acknowledges, deadLetters, decorators.failures());
    try {
      Subscriber wrapped = decorators.wrap(subscriber, supervision);
      boolean isLeftAlone = wrapped == subscriber && !supervision.isAwaited();
      return open.apply(isLeftAlone ? subscriber : supervision.over(wrapped));
    } catch (RuntimeException | Error e) {
      supervision.closed();
      throw e;
    }
  }
}
