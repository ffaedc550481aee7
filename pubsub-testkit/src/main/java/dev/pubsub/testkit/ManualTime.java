package dev.pubsub.testkit;

import dev.pubsub.spi.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Time that stands still until a test moves it. Any thread may use it; what was scheduled runs on
 * the thread that calls {@link #advance}, in the order of its time.
 */
public final class ManualTime implements Scheduler {

  /** When this time begins. */
  public static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final List<Task> tasks = new ArrayList<>();
  private long nanos;
  private long scheduled;

  /** Begins at {@link #START}. */
  public ManualTime() {}

  private record Task(long due, long number, Runnable work) {}

  /**
   * The time of day, which moves with this time.
   *
   * @return a clock in UTC
   */
  public Clock clock() {
    InstantSource source = () -> START.plusNanos(nanoTime());
    return source.withZone(ZoneOffset.UTC);
  }

  @Override
  public synchronized long nanoTime() {
    return nanos;
  }

  @Override
  public synchronized Cancellable schedule(Duration delay, Runnable work) {
    Task task = new Task(nanos + delay.toNanos(), scheduled++, work);
    tasks.add(task);
    return () -> cancel(task);
  }

  private synchronized void cancel(Task task) {
    tasks.remove(task);
  }

  /**
   * Moves time on, and runs what falls due on the way at its own time.
   *
   * @param by how far
   */
  public void advance(Duration by) {
    long until = nanoTime() + by.toNanos();
    Optional<Task> next;
    while ((next = takeDue(until)).isPresent()) {
      next.get().work.run();
    }
    moveTo(until);
  }

  private synchronized Optional<Task> takeDue(long until) {
    Optional<Task> next =
        tasks.stream()
            .filter(task -> task.due <= until)
            .min(Comparator.comparingLong(Task::due).thenComparingLong(Task::number));
    next.ifPresent(
        task -> {
          tasks.remove(task);
          moveTo(task.due);
        });
    return next;
  }

  private synchronized void moveTo(long time) {
    nanos = Math.max(nanos, time);
  }

  /**
   * Counts what is yet to run.
   *
   * @return how many tasks are scheduled
   */
  public synchronized int pending() {
    return tasks.size();
  }
}
