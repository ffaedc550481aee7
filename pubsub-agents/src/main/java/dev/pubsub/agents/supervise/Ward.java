package dev.pubsub.agents.supervise;

import dev.pubsub.agents.agent.Restart;
import dev.pubsub.spi.Scheduler.Cancellable;
import java.time.Duration;

/**
 * What a {@link Family} can have done. None of it is awaited: the family is told when it was.
 *
 * @param <T> the children
 */
public interface Ward<T> {

  /** What is to become of a child that fails. */
  Restart restartOf(T child);

  /** Has a child come to rest, with all that belongs to its state, to be started again. */
  void rest(T child);

  /** Has a child that rests go on. */
  void begin(T child);

  /** Has a child end. */
  void end(T child);

  /** Has something done later. */
  Cancellable after(Duration delay, Runnable task);

  /** There were more failures than allowed. */
  void escalate(Throwable failure);
}
