package dev.pubsub.agents.runtime;

import dev.pubsub.signal.Signal;
import org.jspecify.annotations.Nullable;

/** Something that an agent has to do that is no mail: what its context was asked to do later. */
final class Task extends Item {

  private final Belongings of;
  private final @Nullable Signal cause;
  private final Runnable work;

  /**
   * Work that is of use as long as these belongings are the agent's.
   *
   * @param of those by which it was asked for
   * @param cause the signal in hand when it was
   */
  Task(Belongings of, @Nullable Signal cause, Runnable work) {
    this.of = of;
    this.cause = cause;
    this.work = work;
  }

  @Override
  void handle(Cell cell) {
    if (cell.owns(of)) {
      cell.because(cause);
      work.run();
    }
  }

  @Override
  void abandon(Cell cell) {}
}
