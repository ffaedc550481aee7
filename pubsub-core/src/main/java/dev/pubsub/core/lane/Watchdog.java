package dev.pubsub.core.lane;

import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the lanes once a millisecond while they work, and sleeps with them. Where the work is so
 * light that it has found nobody at it for a while, it looks every eight milliseconds until it
 * does: each look takes a processor that a worker may be about to wake on.
 *
 * <ul>
 *   <li>A worker that it finds twice at the same step, waiting or blocked, is deposed at once; one
 *       that computes, after four looks. A thread that only had no processor for a while is deposed
 *       too; that costs a little and harms nobody.
 *   <li>Subscribers are sampled: whoever is found running in eight looks out of sixty-four, while
 *       it took more than 5 µs for each signal and more signals or other subscribers waited, or
 *       more than 100 µs, is sent to a mailbox of its own. So nobody reads a clock for every
 *       signal; and who wakes a thread for each of some that come one by one does not have to wait
 *       for one more thread to wake.
 * </ul>
 */
final class Watchdog {

  private static final Duration LOOK = Duration.ofMillis(1);
  private static final Duration SELDOM = Duration.ofMillis(8);
  private static final int LOOKS_WHEN_RUNNING = 4;
  private static final int QUIET_LOOKS = 100;
  private static final int WINDOW = 64;
  // No shorter than that: a sample is of looks that lie a millisecond apart.
  private static final int IDLE_LOOKS = WINDOW;
  private static final int SLOW_LOOKS = 8;
  private static final long DELIVERIES_PER_LOOK = 200; // 1 ms / 5 µs
  private static final long ALONE_PER_LOOK = 10; // 1 ms / 100 µs

  private final Scheduler scheduler;
  private final AtomicBoolean asleep = new AtomicBoolean();
  private final IdentityHashMap<Recipient, Sample> samples = new IdentityHashMap<>();

  private List<Lane> lanes = List.of();
  private long[] lastSteps = {};
  private int[] looksAtStep = {};
  private long looks;
  private int quietLooks;
  // Since somebody was found being called.
  private int idleLooks;
  private volatile boolean stopped;

  Watchdog(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Before the lanes start. */
  void watch(List<Lane> all) {
    lanes = List.copyOf(all);
    lastSteps = new long[lanes.size()];
    looksAtStep = new int[lanes.size()];
  }

  /** Begins awake: a lane that finds work before it has ever parked wakes nobody. */
  void start() {
    next();
  }

  void stop() {
    stopped = true;
  }

  /** By a worker that begins to work again. */
  void wake() {
    if (asleep.get() && asleep.compareAndSet(true, false)) {
      next();
    }
  }

  private void next() {
    if (!stopped) {
      Duration pause = idleLooks < IDLE_LOOKS ? LOOK : SELDOM;
      var unused = scheduler.schedule(pause, this::look);
    }
  }

  /** One look at all lanes, on the scheduler's thread. */
  private void look() {
    boolean busy = true;
    try {
      busy = lookAtAll();
    } finally {
      quietLooks = busy ? 0 : quietLooks + 1;
      if (quietLooks < QUIET_LOOKS || !fallAsleep()) {
        next();
      }
    }
  }

  private boolean lookAtAll() {
    looks++;
    idleLooks++;
    boolean busy = false;
    for (int i = 0; i < looksAtStep.length; i++) {
      busy |= look(i, lanes.get(i));
    }
    if (looks % WINDOW == 0) {
      samples.values().removeIf(sample -> looks - sample.since > WINDOW);
    }
    return busy;
  }

  private boolean fallAsleep() {
    quietLooks = 0;
    idleLooks = 0;
    samples.clear();
    asleep.set(true);
    // A worker that woke before it could see this flag is seen here instead.
    boolean allParked = lanes.stream().allMatch(Lane::isParked);
    return allParked || !asleep.compareAndSet(true, false);
  }

  private boolean look(int i, Lane lane) {
    long step = lane.step();
    boolean moved = step != lastSteps[i];
    lastSteps[i] = step;
    if ((int) step == 0) {
      looksAtStep[i] = 0;
      return moved;
    }
    idleLooks = 0;
    sample(lane.calledAt(step), lane, step);
    looksAtStep[i] = moved ? 0 : looksAtStep[i] + 1;
    if (!moved && (looksAtStep[i] >= LOOKS_WHEN_RUNNING || lane.isWaiting())) {
      looksAtStep[i] = 0;
      lane.depose(step);
    }
    return true;
  }

  private void sample(@Nullable Recipient running, Lane lane, long step) {
    if (running == null) {
      return;
    }
    long delivered = running.receiver().delivered();
    Sample sample = samples.get(running);
    if (sample == null || looks - sample.since > WINDOW) {
      sample = new Sample(looks, delivered);
      samples.put(running, sample);
    }
    sample.seen++;
    sample.awaited += lane.isAwaited(step) ? 1 : 0;
    if (sample.isSlow(delivered)) {
      running.consumer().markSlow(!lane.isWaiting());
      samples.remove(running);
    }
  }

  private static final class Sample {
    private final long since;
    private final long deliveredBefore;
    private int seen;
    private int awaited;

    Sample(long since, long deliveredBefore) {
      this.since = since;
      this.deliveredBefore = deliveredBefore;
    }

    private boolean isSlow(long delivered) {
      long since = delivered - deliveredBefore;
      return (awaited >= SLOW_LOOKS && since < awaited * DELIVERIES_PER_LOOK)
          || (seen >= SLOW_LOOKS && since < seen * ALONE_PER_LOOK);
    }
  }
}
