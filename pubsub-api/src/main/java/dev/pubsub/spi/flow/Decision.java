package dev.pubsub.spi.flow;

import dev.pubsub.error.ErrorCode;
import dev.pubsub.signal.Signal;
import java.time.Duration;
import java.util.Objects;

/** What an {@link Interceptor} says about a signal. */
public sealed interface Decision {

  /**
   * It goes on.
   *
   * @param signal as it was, or changed; its id, topic and source must be what they were
   */
  record Pass(Signal signal) implements Decision {
    /**
     * Checks that there is one.
     *
     * @param signal what goes on
     */
    public Pass {
      Objects.requireNonNull(signal, "signal");
    }
  }

  /** It is taken out: its publisher is told that it was accepted and matched nobody. */
  record Drop() implements Decision {}

  /**
   * It is refused, and its publisher told so.
   *
   * @param code the stable code
   * @param reason one sentence that says what was wrong
   * @param retryAfter when the same call may succeed; zero when time alone will not mend it
   */
  record Reject(ErrorCode code, String reason, Duration retryAfter) implements Decision {
    /**
     * Checks that nothing is missing.
     *
     * @param code the stable code
     * @param reason one sentence
     * @param retryAfter when to try again, or zero
     */
    public Reject {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(retryAfter, "retryAfter");
    }
  }
}
