package dev.pubsub.core.guard;

import dev.pubsub.spi.Scheduler;
import org.slf4j.Logger;

/**
 * Logs failures of foreign code at most once a second with a stack trace; the next line says how
 * many were left out, so that what always fails cannot fill a disk.
 */
public final class FailureLog {

  private final Logger log;
  private final String sentence;
  private final Pacing pacing;

  /**
   * Ready for the first failure.
   *
   * @param sentence what is said, with one {@code {}} for who has failed
   */
  public FailureLog(Logger log, String sentence, Scheduler time) {
    this.log = log;
    this.sentence = sentence + " ({} more since the last line like this)";
    this.pacing = new Pacing(time);
  }

  /** Logs a failure, or counts it. */
  public void failed(String who, Throwable why) {
    long more = pacing.turn();
    if (more < 0) {
      return;
    }
    try {
      log.warn(sentence, who, more, why);
    } catch (Throwable unprintable) {
      // The exception is foreign too, and its message may be code that throws.
      pacing.missed(more + 1);
    }
  }
}
