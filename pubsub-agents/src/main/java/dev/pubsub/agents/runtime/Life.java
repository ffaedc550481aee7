package dev.pubsub.agents.runtime;

import dev.pubsub.agents.agent.Supervision;
import dev.pubsub.spi.Scheduler.Cancellable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What an agent has that outlives its restarts. Most agents have none. Used in turns only. */
final class Life {

  int restarts;

  @Nullable Household alone;
  private final List<Stop> stops = new ArrayList<>(0);

  /** Somebody waits for the end, and for how long. */
  private record Stop(CompletableFuture<Void> ended, Cancellable patience) {}

  /** Itself, where nobody else supervises it. */
  Household alone(Cell itself) {
    Household now = alone;
    if (now == null) {
      now = new Household(itself, Supervision.DEFAULT);
      now.joined(itself);
      alone = now;
    }
    return now;
  }

  /** Somebody wants it to end, and the patience of each counts. */
  void stopping(CompletableFuture<Void> ended, Cancellable patience) {
    stops.add(new Stop(ended, patience));
  }

  /** It will not be started again. */
  void close() {
    Household itself = alone;
    if (itself != null) {
      itself.family().endAll();
    }
  }

  /** It has ended. */
  void over() {
    for (Stop stop : stops) {
      stop.patience.cancel();
      stop.ended.complete(null);
    }
    stops.clear();
  }
}
