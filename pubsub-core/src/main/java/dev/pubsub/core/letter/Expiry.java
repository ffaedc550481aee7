package dev.pubsub.core.letter;

import dev.pubsub.DeadLetters.DeadLetter;
import dev.pubsub.DropReason;
import dev.pubsub.signal.Signal;
import java.time.Clock;
import java.util.function.Consumer;

/** When the time of a signal is over, and where it goes then. */
public final class Expiry {

  private final Clock clock;
  private final Consumer<DeadLetter> grave;

  /**
   * The expiry of the signals of a bus.
   *
   * @param grave takes what somebody will not get, on any thread; must not block
   */
  public Expiry(Clock clock, Consumer<DeadLetter> grave) {
    this.clock = clock;
    this.grave = grave;
  }

  /** Whether nobody gets this signal any more. */
  public boolean isOver(Signal signal) {
    return signal.isExpiredAt(clock.millis());
  }

  void bury(Signal signal, String pattern) {
    grave.accept(new DeadLetter(signal, pattern, DropReason.EXPIRED));
  }
}
