package dev.pubsub.cluster.coordination;

import dev.pubsub.spi.Scheduler;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a voter its thread and its time. One that cannot keep its log any more stops for good, so
 * that it cannot forget what it has promised; the others go on without it.
 */
final class Voting {

  private static final Logger LOG = LoggerFactory.getLogger(Voting.class);

  /** What waits for the voter, while its disk stands still; more is lost on the way. */
  private static final int MOST_WAITING = 10_000;

  private final Scheduler time;
  private final CoordinationTiming timing;
  private final Strand strand;
  private final AtomicInteger waiting = new AtomicInteger();
  private @Nullable Voter voter;
  // Written by the strand once it is begun.
  private volatile Voter.@Nullable Standing standing;

  Voting(Voter voter, Scheduler time, Executor executor, CoordinationTiming timing) {
    this.voter = voter;
    this.standing = voter.standing();
    this.time = time;
    this.timing = timing;
    this.strand = new Strand(executor, this::settle);
  }

  private void settle() {
    guarded(each -> each.flush(time.nanoTime()));
    Voter open = voter;
    standing = open == null ? null : open.standing();
  }

  /** What it knew when it had nothing to do; null once it has stopped. Any thread. */
  Voter.@Nullable Standing standing() {
    return standing;
  }

  private interface Task {
    void run(Voter voter);
  }

  private void guarded(Task task) {
    Voter open = voter;
    if (open != null) {
      try {
        task.run(open);
      } catch (RuntimeException | Error e) {
        // Half of a step may be done: whatever it said next might differ from the others.
        LOG.error("This voter stops: it cannot go on", e);
        voter = null;
      }
    }
  }

  void begin() {
    time.schedule(timing.tick(), () -> strand.execute(this::tick));
  }

  private void tick() {
    guarded(each -> each.tick(time.nanoTime()));
    if (voter != null) {
      begin();
    }
  }

  /** A packet came for the voter. */
  void take(String from, Packet packet) {
    if (waiting.get() < MOST_WAITING) {
      waiting.incrementAndGet();
      strand.execute(
          () -> {
            waiting.decrementAndGet();
            guarded(each -> each.take(from, packet, time.nanoTime()));
          });
    }
  }

  /** Ends it; the task runs behind all that it does. */
  void end(Runnable then) {
    strand.execute(
        () -> {
          voter = null;
          then.run();
        });
  }
}
