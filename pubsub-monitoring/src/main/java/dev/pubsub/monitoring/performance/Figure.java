package dev.pubsub.monitoring.performance;

import java.time.Duration;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What can be told of an interval as one number. */
enum Figure {
  /** Signals that were accepted. */
  PUBLISHED("published", "1/s", each -> rate(each, Sample::published)),
  /** Deliveries that subscribers handled. */
  DELIVERED("delivered", "1/s", each -> rate(each, Sample::delivered)),
  /** Signals that did not reach a subscriber. */
  DROPPED("dropped", "1/s", each -> rate(each, sample -> Sample.total(sample.dropped()))),
  /** Signals that were refused. */
  REFUSED("refused", "1/s", each -> rate(each, sample -> Sample.total(sample.rejected()))),
  /** The longest queue at the end of the interval. */
  QUEUE_DEPTH("queue depth, longest", "signals", each -> each.to().depthMax()),
  /** The longest but for the worst hundredth of the subscriptions. */
  QUEUE_DEPTH_P99("queue depth, p99", "signals", each -> each.to().depthP99()),
  /** How long half of the calls of subscribers took at most. */
  PROCESSING_P50("processing time, p50", "ms", each -> millis(each.to().processingP50())),
  /** The same of all but the longest hundredth. */
  PROCESSING_P99("processing time, p99", "ms", each -> millis(each.to().processingP99()));

  private static final double NANOS_PER_MILLI = 1e6;

  private final String title;
  private final String unit;
  private final ToDoubleFunction<Interval> value;

  Figure(String title, String unit, ToDoubleFunction<Interval> value) {
    this.title = title;
    this.unit = unit;
    this.value = value;
  }

  /** For people. */
  String title() {
    return title + " (" + unit + ")";
  }

  /** For programs. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is of an interval; not a number where there is nothing to tell. */
  double of(Interval interval) {
    return value.applyAsDouble(interval);
  }

  /** A count as it grows with time. */
  @FunctionalInterface
  private interface Count {
    long of(Sample sample);
  }

  private static double rate(Interval interval, Count count) {
    return interval.perSecond(count.of(interval.from()), count.of(interval.to()));
  }

  /** A bus that timed no call says zero. */
  private static double millis(Duration time) {
    return time.isZero() ? Double.NaN : time.toNanos() / NANOS_PER_MILLI;
  }
}
