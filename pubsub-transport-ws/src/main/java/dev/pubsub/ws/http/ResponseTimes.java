package dev.pubsub.ws.http;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** How long HTTP requests took since the server was started. Any thread may use it. */
public final class ResponseTimes {

  private static final long LONGEST_NANOS = 60_000_000_000L;
  private static final int DIGITS = 2;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Recorder recorder = new Recorder(LONGEST_NANOS, DIGITS);
  private final Histogram total = new Histogram(LONGEST_NANOS, DIGITS);

  /** No requests yet. */
  public ResponseTimes() {}

  /**
   * Counts a request. Does not block.
   *
   * @param nanos from its arrival to its answer
   */
  public void record(long nanos) {
    recorder.recordValue(Math.min(Math.max(nanos, 0), LONGEST_NANOS));
  }

  /** The time in milliseconds that so many percent of the requests did not exceed. */
  synchronized double millisAt(double percent) {
    total.add(recorder.getIntervalHistogram());
    return total.getValueAtPercentile(percent) / NANOS_PER_MILLI;
  }
}
