package dev.pubsub.core.pressure;

import dev.pubsub.core.guard.FailureLog;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.flow.Pressure;
import dev.pubsub.spi.flow.PressureLevel;
import dev.pubsub.spi.flow.PressureSource;
import dev.pubsub.spi.flow.Relief;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The levels that were reported, and what is given up because of them, in its order. */
public final class Pressures implements Pressure, PressureSource.Sink {

  private static final Logger LOG = LoggerFactory.getLogger(Pressures.class);

  private final FailureLog failures;
  private final Map<String, PressureLevel> levels = new ConcurrentHashMap<>();
  private volatile PressureLevel worst = PressureLevel.NORMAL;
  private List<Step> steps = List.of();
  private final Deque<Step> toRemind = new ArrayDeque<>();
  // Whether a thread is carrying out what is due; it goes on until nothing is.
  private boolean busy;

  /** There is enough of everything, and nothing is given up. */
  public Pressures(Scheduler time) {
    failures = new FailureLog(LOG, "Giving up, or taking back, {} failed", time);
  }

  private static final class Step {
    final Relief relief;
    boolean eased;

    Step(Relief relief) {
      this.relief = relief;
    }
  }

  /** Gives these up from now on; of one level those that come first. */
  public void begin(List<Relief> reliefs) {
    synchronized (this) {
      steps = reliefs.stream().sorted(Comparator.comparing(Relief::level)).map(Step::new).toList();
    }
    carryOut();
  }

  @Override
  public PressureLevel level() {
    return worst;
  }

  @Override
  public Map<String, PressureLevel> levels() {
    return Map.copyOf(levels);
  }

  @Override
  public void report(String resource, PressureLevel level) {
    synchronized (this) {
      if (levels.put(resource, level) == level) {
        return;
      }
      worst = Collections.max(levels.values());
    }
    carryOut();
  }

  @Override
  public void remind() {
    synchronized (this) {
      toRemind.clear();
      steps.stream().filter(step -> step.eased).forEach(toRemind::add);
    }
    carryOut();
  }

  /** One thread at a time, and without the lock: what is given up is foreign code. */
  private void carryOut() {
    synchronized (this) {
      if (busy) {
        return;
      }
      busy = true;
    }
    for (Runnable next = next(); next != null; next = next()) {
      next.run();
    }
  }

  /** Gives up what is wanted, else takes back what is not any more, else reminds. */
  private synchronized @Nullable Runnable next() {
    for (Step step : steps) {
      if (!step.eased && isWanted(step.relief)) {
        step.eased = true;
        return () -> ease(step.relief);
      }
    }
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      if (step.eased && !isWanted(step.relief)) {
        step.eased = false;
        toRemind.remove(step);
        return () -> restore(step.relief);
      }
    }
    Step again = toRemind.poll();
    busy = again != null;
    return again == null ? null : () -> guarded(again.relief, again.relief.ease());
  }

  private boolean isWanted(Relief relief) {
    return relief.resources().isEmpty()
        ? worst.isAtLeast(relief.level())
        : relief.resources().stream()
            .map(resource -> levels.getOrDefault(resource, PressureLevel.NORMAL))
            .anyMatch(level -> level.isAtLeast(relief.level()));
  }

  private void ease(Relief relief) {
    LOG.warn("Given up while resources are scarce: {}", relief.what());
    guarded(relief, relief.ease());
  }

  private void restore(Relief relief) {
    LOG.info("Taken back, as there is enough again: {}", relief.what());
    guarded(relief, relief.restore());
  }

  private void guarded(Relief relief, Runnable action) {
    try {
      action.run();
    } catch (Throwable e) {
      failures.failed(relief.what(), e);
    }
  }
}
