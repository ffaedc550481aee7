package dev.pubsub.server.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * What a load has shown.
 *
 * @param count how many messages were published
 * @param size how many bytes each has
 * @param publishNanos how long it took until all were answered
 * @param nanos how long it took until all had come
 * @param subscribers who they went to
 * @param latencies from before the publish until it came, in nanoseconds
 */
record LoadReport(
    int count,
    int size,
    long publishNanos,
    long nanos,
    List<LoadSubscriber> subscribers,
    AbstractHistogram latencies) {

  private static final int DIGITS = 3;
  private static final int BAR = 40;
  private static final int FIRST_STEP = 1 << 16;
  private static final double NANOS_PER_MILLI = 1e6;

  /** None yet; several threads may add to them. */
  static ConcurrentHistogram noLatencies() {
    return new ConcurrentHistogram(DIGITS);
  }

  /** Whether everything came, once and in its order. */
  boolean isFlawless() {
    return lost() == 0 && sum(LoadSubscriber::disordered) == 0;
  }

  private long lost() {
    return (long) count * subscribers.size() - sum(LoadSubscriber::received);
  }

  private long sum(ToLongFunction<LoadSubscriber> figure) {
    return subscribers.stream().mapToLong(figure).sum();
  }

  /** For people: a table, the percentiles, and how many messages took how long. */
  @Override
  public String toString() {
    long received = sum(LoadSubscriber::received);
    List<String> lines = new ArrayList<>();
    lines.add(
        new Table()
            .row("", "PER SECOND", "MESSAGES", "MB/S")
            .row("published", perSecond(count, publishNanos), "" + count, rate(count, publishNanos))
            .row("delivered", perSecond(received, nanos), "" + received, rate(received, nanos))
            .toString());
    lines.add(
        "%d lost, %d of them told by the server; %d out of order, %d of somebody else"
            .formatted(
                lost(),
                sum(LoadSubscriber::dropped),
                sum(LoadSubscriber::disordered),
                sum(LoadSubscriber::foreign)));
    if (received > 0) {
      lines.add("");
      lines.add(percentiles());
      lines.add("");
      lines.add(histogram().toString());
    }
    return String.join("\n", lines);
  }

  private String perSecond(long messages, long duration) {
    return String.format(Locale.ROOT, "%.0f", messages * 1e9 / duration);
  }

  private String rate(long messages, long duration) {
    return String.format(Locale.ROOT, "%.1f", messages * 1e3 * size / duration);
  }

  private String percentiles() {
    return "latency in ms: p50 %s, p90 %s, p99 %s, p99.9 %s, most %s"
        .formatted(
            millis(latencies.getValueAtPercentile(50)),
            millis(latencies.getValueAtPercentile(90)),
            millis(latencies.getValueAtPercentile(99)),
            millis(latencies.getValueAtPercentile(99.9)),
            millis(latencies.getMaxValue()));
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / NANOS_PER_MILLI);
  }

  /** Each step is twice as long as the one before. */
  private Table histogram() {
    Table table = new Table();
    for (HistogramIterationValue step : latencies.logarithmicBucketValues(FIRST_STEP, 2)) {
      double share = (double) step.getCountAddedInThisIterationStep() / latencies.getTotalCount();
      if (step.getTotalCountToThisValue() > 0) {
        table.row(
            "up to " + millis(step.getValueIteratedTo()) + " ms",
            String.format(Locale.ROOT, "%.1f %%", 100 * share),
            String.format("%-" + BAR + "s", "#".repeat((int) Math.round(BAR * share))));
      }
    }
    return table;
  }
}
