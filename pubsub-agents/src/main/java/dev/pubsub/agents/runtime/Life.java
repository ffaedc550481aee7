package dev.pubsub.agents.runtime;

import dev.pubsub.Bus;
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

  @Nullable Bus bus;
  private final List<CompletableFuture<Void>> stops = new ArrayList<>(0);
  private Cancellable patience = () -> {};

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

  /** Somebody wants it to end by then. */
  void stopping(CompletableFuture<Void> stopped, Cancellable timer) {
    stops.add(stopped);
    patience.cancel();
    patience = timer;
  }

  /** It will not be started again. */
  void close() {
    patience.cancel();
    Household itself = alone;
    if (itself != null) {
      itself.family().endAll();
    }
  }

  /** It has ended. */
  void over() {
    stops.forEach(stop -> stop.complete(null));
    stops.clear();
  }
}
