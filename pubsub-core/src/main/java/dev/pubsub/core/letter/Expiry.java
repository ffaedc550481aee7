package dev.pubsub.core.letter;

import dev.pubsub.signal.Signal;
import java.time.Clock;

/** When the time of a signal is over, and where it goes then. */
public final class Expiry {

  private final Clock clock;
  private final Grave grave;

  /**
   * The expiry of the signals of a bus.
   *
   * @param grave where those go
   */
  public Expiry(Clock clock, Grave grave) {
    this.clock = clock;
    this.grave = grave;
  }

  /** Takes what somebody will not get, on any thread; must not block. */
  @FunctionalInterface
  public interface Grave {
    /**
     * Takes a signal that was for a receiver, told apart by identity, and for its pattern.
     *
     * @param attempts how often it was delivered
     */
    void bury(Object receiver, Signal signal, String pattern, int attempts);
  }

  /** Whether nobody gets this signal any more. */
  public boolean isOver(Signal signal) {
    return signal.isExpiredAt(clock.millis());
  }

  void bury(Object receiver, Signal signal, String pattern, int attempts) {
    grave.bury(receiver, signal, pattern, attempts);
  }
}
