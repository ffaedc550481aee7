package dev.pubsub.core.guard;

import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * Logs failures of foreign code at most once a second with a stack trace; the next line says how
 * many were left out, so that what always fails cannot fill a disk.
 */
public final class FailureLog {

  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final Logger log;
  private final String sentence;
  private final Scheduler time;
  private final AtomicLong quietUntil;
  private final AtomicLong unsaid = new AtomicLong();

  /**
   * Ready for the first failure.
   *
   * @param sentence what is said, with one {@code {}} for who has failed
   */
  public FailureLog(Logger log, String sentence, Scheduler time) {
    this.log = log;
    this.sentence = sentence + " ({} more since the last line like this)";
    this.time = time;
    this.quietUntil = new AtomicLong(time.nanoTime());
  }

  /** Logs a failure, or counts it. */
  public void failed(String who, Throwable why) {
    long now = time.nanoTime();
    long until = quietUntil.get();
    if (now - until < 0 || !quietUntil.compareAndSet(until, now + PAUSE)) {
      unsaid.incrementAndGet();
      return;
    }
    long more = unsaid.getAndSet(0);
    try {
      log.warn(sentence, who, more, why);
    } catch (Throwable unprintable) {
      // The exception is foreign too, and its message may be code that throws.
      unsaid.addAndGet(more + 1);
    }
  }
}
