package dev.pubsub.core.store;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** The present, asked for when it matters. */
record Now(Clock clock) {

  /** A moment before, in milliseconds since 1970, or the first there is. */
  long minus(Duration span) {
    long now = clock.millis();
    // A million years is as good as for ever, and still a number of milliseconds.
    return span.toDays() > 365_000_000L ? Long.MIN_VALUE : now - span.toMillis();
  }

  /** The first millisecond that is not before a moment; the last or first there is beyond them. */
  static long millis(Instant moment) {
    try {
      return moment.plusNanos(999_999).toEpochMilli();
    } catch (ArithmeticException | DateTimeException e) {
      return moment.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
