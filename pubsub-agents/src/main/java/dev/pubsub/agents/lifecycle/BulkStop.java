package dev.pubsub.agents.lifecycle;

import dev.pubsub.agents.runtime.AgentRuntime;
import dev.pubsub.error.PubSubException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stops many agents, some at a time: the next one when one has ended. */
public final class BulkStop {

  private final AgentRuntime runtime;
  private final String by;
  private final List<String> ids;
  private final Duration patience;
  private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
  private final AtomicInteger places = new AtomicInteger();
  // Of whoever fills the places.
  private int next;
  private final AtomicInteger stopped = new AtomicInteger();
  private final AtomicInteger left;
  private final CompletableFuture<Stopped> done = new CompletableFuture<>();

  /**
   * Agents that are to end.
   *
   * @param runtime where they live
   * @param by the name of whoever stops them
   * @param ids which
   * @param patience how long each may take, from its turn on
   */
  public BulkStop(AgentRuntime runtime, String by, List<String> ids, Duration patience) {
    this.runtime = runtime;
    this.by = by;
    this.ids = List.copyOf(ids);
    this.patience = patience;
    this.left = new AtomicInteger(ids.size());
  }

  /**
   * Begins to stop them.
   *
   * @param most how many at a time, 1 or more
   * @return completes when the last has ended
   */
  public CompletableFuture<Stopped> run(int most) {
    if (ids.isEmpty()) {
      done.complete(new Stopped(0, List.of()));
    }
    for (int i = 0; i < Math.min(most, ids.size()); i++) {
      goOn();
    }
    return done;
  }

  /** There is a place for one more. Whoever finds others at it leaves it to them. */
  private void goOn() {
    if (places.getAndIncrement() > 0) {
      return;
    }
    do {
      if (next < ids.size()) {
        stop(next++);
      }
    } while (places.decrementAndGet() > 0);
  }

  private void stop(int index) {
    var unused =
        runtime
            .stop(by, ids.get(index), patience)
            .whenComplete(
                (ended, failure) -> {
                  settled(index, failure);
                  goOn();
                });
  }

  private void settled(int index, @Nullable Throwable failure) {
    if (failure instanceof PubSubException e) {
      refusals.add(Refusal.of(index, ids.get(index), e));
    } else {
      stopped.incrementAndGet();
    }
    if (left.decrementAndGet() == 0) {
      done.complete(
          new Stopped(
              stopped.get(),
              refusals.stream().sorted(Comparator.comparingInt(Refusal::index)).toList()));
    }
  }
}
