package dev.pubsub.core.letter;

import dev.pubsub.PublishOptions;
import dev.pubsub.signal.NodeHeaders;
import dev.pubsub.signal.Signal;
import java.time.Duration;

/** Signals that are published once more, elsewhere or later. */
public final class Copies {

  private static final Duration SHORTEST = Duration.ofMillis(1);

  private Copies() {}

  /**
   * What a copy carries: type, key, priority, headers, and what is left of the time to live.
   *
   * @param nowMillis the time; where that of the signal is over, a millisecond is left
   */
  public static PublishOptions options(Signal signal, long nowMillis) {
    return PublishOptions.ofType(signal.type())
        .withKey(signal.key())
        .withPriority(signal.priority())
        .withHeaders(signal.headers())
        .withTtl(left(signal, nowMillis));
  }

  /** A signal as it is received where it was to go, of which it does not say any more where. */
  public static Signal unaddressed(Signal signal) {
    return signal.headers().getOrDefault(NodeHeaders.TO, "").isEmpty()
        ? signal
        : signal.withHeaders(signal.headers().without(NodeHeaders.TO));
  }

  private static Duration left(Signal signal, long nowMillis) {
    if (signal.expiresAtMillis() == 0) {
      return Duration.ZERO;
    }
    Duration left = Duration.ofMillis(signal.expiresAtMillis() - nowMillis);
    return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
  }
}
