package dev.pubsub.core.mailbox;

import java.time.Duration;

/**
 * How the subscribers of a consumer have behaved of late: whether they may be called directly
 * again, and how long to leave them alone. Guarded by the consumer.
 *
 * <ul>
 *   <li>Each strike, for being slow, stuck or throwing, doubles the number of signals that must be
 *       handled fast and cleanly before the way back is open. A strike is forgiven after a minute.
 *   <li>Each batch of which half or more failed doubles the rest before the next one, from a
 *       millisecond to ten seconds. From a second on that is called quarantine: signals are tried
 *       one at a time, until one is handled.
 * </ul>
 */
final class Conduct {

  private static final int PROBATION = 256;
  private static final int MAX_STRIKES = 12;
  private static final long FORGIVEN_AFTER = Duration.ofMinutes(1).toNanos();
  private static final Duration FIRST_REST = Duration.ofMillis(1);
  private static final Duration LONGEST_REST = Duration.ofSeconds(10);
  private static final int QUARANTINE = 11;

  private int strikes;
  private long lastStrike;
  private int fast;
  private int failing;

  void strike(long now) {
    long forgiven = strikes == 0 ? 0 : (now - lastStrike) / FORGIVEN_AFTER;
    strikes = (int) Math.min(MAX_STRIKES, Math.max(0, strikes - forgiven) + 1);
    lastStrike = now;
  }

  /** Counts anew from here. */
  void beginProbation() {
    fast = 0;
  }

  boolean isTrusted() {
    return failing == 0 && (strikes == 0 || fast >= PROBATION << strikes);
  }

  /** Notes how a batch went. */
  void handled(int count, int failures, boolean wasFast) {
    boolean clean = wasFast && failures == 0;
    fast = clean ? Math.min(PROBATION << MAX_STRIKES, fast + count) : 0;
    failing = failures * 2 >= count ? failing + 1 : 0;
  }

  /** How long to leave the subscribers alone now; zero when they behave. */
  Duration rest() {
    if (failing == 0) {
      return Duration.ZERO;
    }
    Duration rest = FIRST_REST.multipliedBy(1L << Math.min(failing - 1, QUARANTINE + 4));
    return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
  }

  boolean isQuarantined() {
    return failing >= QUARANTINE;
  }
}
