package dev.pubsub.agents.runtime;

import dev.pubsub.agents.agent.AgentContext.Timer;
import dev.pubsub.agents.agent.AgentError;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.Scheduler.Cancellable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something that an agent does later. Used in turns only. */
final class Alarm implements Timer, Cancellable {

  private final Cell cell;
  private final Belongings of;
  private final Runnable task;
  private final long span;
  private final boolean again;
  private final @Nullable Signal cause;
  private final Scheduler scheduler;
  private long due;
  private boolean over;
  private Cancellable scheduled = () -> {};

  Alarm(Cell cell, Runnable task, Duration span, boolean again) {
    if (span.isNegative() || (again && span.isZero())) {
      throw new PubSubException(
          AgentError.BAD_AGENT, "a timer waits for zero or more, and its period is not zero");
    }
    this.cell = cell;
    this.of = cell.belongings();
    this.task = task;
    this.span = span.toNanos();
    this.again = again;
    // What is done for ever is not done because of the mail with which it began.
    this.cause = again ? null : cell.cause();
    this.scheduler = cell.cells().ground().scheduler();
    this.due = scheduler.nanoTime() + this.span;
  }

  Timer set() {
    of.add(this);
    schedule(span);
    return this;
  }

  private void schedule(long nanos) {
    scheduled =
        scheduler.schedule(
            Duration.ofNanos(nanos),
            () -> {
              var unused = cell.submit(new Task(of, cause, this::ring));
            });
  }

  private void ring() {
    if (over) {
      return;
    }
    if (again) {
      try {
        task.run();
      } finally {
        // An agent that keeps its state keeps it beyond an exception.
        next();
      }
    } else {
      cancel();
      task.run();
    }
  }

  /** What could not be done in time is not made up for. */
  private void next() {
    if (over) {
      return;
    }
    long late = scheduler.nanoTime() - due;
    due += span * (Math.max(0, late) / span + 1);
    schedule(due - scheduler.nanoTime());
  }

  @Override
  public void cancel() {
    over = true;
    of.remove(this);
    scheduled.cancel();
  }
}
