package dev.pubsub;

import dev.pubsub.error.ErrorCode;
import dev.pubsub.signal.SignalId;
import java.time.Duration;

/** What became of a published signal at the moment of publishing, as far as this node knows. */
public sealed interface PublishResult {

  /**
   * The signal was taken and is on its way.
   *
   * @param id the identity that the bus gave to the signal
   * @param matched how many subscriptions it matched, a group counted as one, and those on other
   *     nodes as far as is known; 0 when nobody listens
   * @param dropped how many of them will not get it, as there was no room left on this node
   */
  record Accepted(SignalId id, int matched, int dropped) implements PublishResult {
    /**
     * How many subscriptions the signal is on its way to.
     *
     * @return matched less dropped
     */
    public int delivered() {
      return matched - dropped;
    }
  }

  /**
   * Nothing was published, since the same publish was carried out before, see {@link
   * PublishOptions#deduplicationId}.
   *
   * @param first what came of it then
   */
  record Duplicate(Accepted first) implements PublishResult {}

  /**
   * The signal was refused and reached nobody.
   *
   * @param code the stable code of the refusal
   * @param reason one sentence that says what was wrong
   * @param retryAfter when the same call may succeed; zero when time alone will not mend it
   */
  record Rejected(ErrorCode code, String reason, Duration retryAfter) implements PublishResult {
    /**
     * A refusal that time alone will not mend.
     *
     * @param code the stable code
     * @param reason one sentence
     */
    public Rejected(ErrorCode code, String reason) {
      this(code, reason, Duration.ZERO);
    }
  }
}
