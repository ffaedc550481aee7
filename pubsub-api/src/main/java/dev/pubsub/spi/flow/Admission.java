package dev.pubsub.spi.flow;

import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.time.Duration;
import java.util.Objects;

/** What a {@link Gate} says. */
public sealed interface Admission {

  /**
   * Lets pass what is granted; for anything but a publish.
   *
   * @throws PubSubException with the code of the refusal; with OVERLOADED for what is taken out
   */
  void orThrow();

  /** It may happen. */
  Admission GRANTED = new Granted();

  /** The signal is taken out. */
  Admission SHED = new Shed();

  /** It may happen; {@link #GRANTED} is the one to use. */
  record Granted() implements Admission {
    @Override
    public void orThrow() {}
  }

  /**
   * A signal is taken out: its publisher is told that it was accepted and matched nobody, and it is
   * counted as {@link dev.pubsub.DropReason#SHED}. Anything but a publish is refused instead, with
   * OVERLOADED.
   */
  record Shed() implements Admission {
    @Override
    public void orThrow() {
      throw new PubSubException(
          StandardError.OVERLOADED, "there is no room for it at present; nothing was done");
    }
  }

  /**
   * It may not happen now.
   *
   * @param code the stable code
   * @param reason one sentence that says what was wrong
   * @param retryAfter when the same may be granted; zero when time alone will not mend it
   * @param mayWait whether a publisher who is ready to wait, see {@link
   *     dev.pubsub.PublishOptions#patience}, waits on its own thread until it is granted
   */
  record Refused(ErrorCode code, String reason, Duration retryAfter, boolean mayWait)
      implements Admission {
    /**
     * Checks that nothing is missing.
     *
     * @param code the stable code
     * @param reason one sentence
     * @param retryAfter when to try again, or zero
     * @param mayWait whether publishers may wait
     */
    public Refused {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(retryAfter, "retryAfter");
    }

    @Override
    public void orThrow() {
      throw new PubSubException(code, reason, retryAfter);
    }
  }
}
