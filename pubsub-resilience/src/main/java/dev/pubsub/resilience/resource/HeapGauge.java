package dev.pubsub.resilience.resource;

import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * What was in use on the heap after the last collection. Without one nothing is seen to become
 * free, so while the figure is not below the soft mark it has the heap collected now and then: what
 * that takes is bounded to a tenth of the time.
 */
final class HeapGauge implements Gauge {

  private static final int REST = 9;

  private final long limit;
  private final int floor;
  private final long patience;
  private final Scheduler time;
  private final Background collecting;
  private volatile long used;
  private volatile long lastWhole;

  /**
   * Has seen no collection yet.
   *
   * @param limit in bytes
   * @param patience how long it waits for a collection of the whole heap; zero for ever
   * @param collect has the heap collected; may block
   */
  HeapGauge(
      long limit,
      Marks marks,
      Duration patience,
      Scheduler time,
      Executor executor,
      Runnable collect) {
    this.limit = limit;
    this.floor = marks.soft() - Marks.MARGIN;
    this.patience = patience.toNanos();
    this.time = time;
    this.collecting = new Background(Watermarks.HEAP, time, executor, REST, collect);
    this.lastWhole = time.nanoTime();
  }

  /**
   * A collection has ended.
   *
   * @param bytes in use after it
   * @param whole whether it looked at the whole heap, and not at what is young alone
   */
  void collected(long bytes, boolean whole) {
    used = bytes;
    if (whole) {
      lastWhole = time.nanoTime();
    }
  }

  @Override
  public String name() {
    return Watermarks.HEAP;
  }

  @Override
  public long used() {
    return used;
  }

  @Override
  public long limit() {
    return limit;
  }

  @Override
  public void look() {
    boolean full = 100.0 * used / limit >= floor;
    if (full && patience > 0 && time.nanoTime() - lastWhole >= patience) {
      collecting.begin();
    }
  }
}
