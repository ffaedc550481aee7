package dev.pubsub.ws.undertow;

import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One task for all connections, again and again. Any thread may use it. */
final class Ticks {

  private final Scheduler scheduler;
  private Scheduler.@Nullable Cancellable next;
  private boolean stopped;

  Ticks(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  synchronized void every(Duration interval, Runnable... tasks) {
    if (!stopped) {
      next = scheduler.schedule(interval, () -> tick(interval, tasks));
    }
  }

  private void tick(Duration interval, Runnable... tasks) {
    try {
      for (Runnable task : tasks) {
        task.run();
      }
    } finally {
      every(interval, tasks);
    }
  }

  synchronized void stop() {
    stopped = true;
    if (next != null) {
      next.cancel();
    }
  }
}
