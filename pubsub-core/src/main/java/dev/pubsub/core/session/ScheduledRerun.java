package dev.pubsub.core.session;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.Rerun;
import dev.pubsub.core.letter.Copies;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.NodeHeaders;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.Scheduler.Cancellable;
import dev.pubsub.spi.data.Store.Reading;
import dev.pubsub.spi.data.Store.Stored;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Publishes signals again, each as long after the first as it was then, divided by the speed. It
 * works on the scheduler's thread, which is everybody's, a few signals at a time; where there is no
 * room it waits.
 */
final class ScheduledRerun implements Rerun {

  private static final int STRIDE = 100;
  private static final Duration PAUSE = Duration.ofMillis(1);

  /** As good as for ever, and still a number of nanoseconds. */
  private static final double LONGEST = Duration.ofDays(36_500).toNanos();

  private final Door door;
  private final int total;
  private final long first;
  // None once it has ended, so that nothing of the past is held any longer.
  private volatile List<Stored> signals;
  private final boolean gap;
  private final UnaryOperator<String> target;
  private final double speed;
  private final Clock clock;
  private final Scheduler scheduler;
  private final long begun;
  private Cancellable next = () -> {};
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean done;

  /**
   * A rerun that is not started.
   *
   * @param target the new topic by the old one
   */
  ScheduledRerun(
      Door door,
      Reading past,
      UnaryOperator<String> target,
      double speed,
      Clock clock,
      Scheduler scheduler) {
    this.door = door;
    this.signals = past.signals();
    this.total = signals.size();
    this.first = total == 0 ? 0 : signals.get(0).signal().timeMillis();
    this.gap = past.gap();
    this.target = target;
    this.speed = speed;
    this.clock = clock;
    this.scheduler = scheduler;
    this.begun = scheduler.nanoTime();
  }

  ScheduledRerun start() {
    schedule(Duration.ZERO);
    return this;
  }

  private synchronized void schedule(Duration delay) {
    if (!done) {
      next = scheduler.schedule(delay, this::publish);
    }
  }

  private void publish() {
    Duration pause = PAUSE;
    try {
      for (int i = 0; i < STRIDE && !done && pause.equals(PAUSE); i++) {
        pause = step(signals);
      }
    } catch (Throwable e) {
      cancel();
      throw e;
    }
    schedule(pause);
  }

  /** Publishes the next signal if it is due; how long to wait then. */
  private Duration step(List<Stored> signals) {
    int at = sent.get() + refused.get();
    if (at >= signals.size()) {
      cancel();
      return Duration.ZERO;
    }
    Signal signal = signals.get(at).signal();
    Duration early = early(signal);
    if (!early.isZero()) {
      return early;
    }
    long now = clock.millis();
    if (signal.isExpiredAt(now)) {
      refused.incrementAndGet();
      return PAUSE;
    }
    PublishResult result =
        door.publish(target.apply(signal.topic()), signal.payload(), options(signal, now));
    if (!(result instanceof Rejected rejected)) {
      sent.incrementAndGet();
    } else if (rejected.code().equals(StandardError.CLOSED)) {
      // The bus, or the session whose it is.
      cancel();
    } else if (rejected.code().equals(StandardError.OVERLOADED)) {
      return rejected.retryAfter().plus(PAUSE);
    } else {
      refused.incrementAndGet();
    }
    return PAUSE;
  }

  /** What was for this node alone is so again, whatever it is called by now. */
  private static PublishOptions options(Signal signal, long now) {
    PublishOptions same = Copies.options(signal, now);
    return signal.headers().get(NodeHeaders.TO).isEmpty() ? same : same.staying();
  }

  /** How much too early it is for a signal; nothing when it is due. */
  private Duration early(Signal signal) {
    long millis = signal.timeMillis() - first;
    double due = speed == 0 ? 0 : Math.min(LONGEST, millis * 1e6 / speed);
    long early = (long) due - (scheduler.nanoTime() - begun);
    return early <= 0 ? Duration.ZERO : Duration.ofNanos(early).plus(PAUSE);
  }

  @Override
  public int total() {
    return total;
  }

  @Override
  public int sent() {
    return sent.get();
  }

  @Override
  public int refused() {
    return refused.get();
  }

  @Override
  public boolean gap() {
    return gap;
  }

  @Override
  public boolean isDone() {
    return done;
  }

  @Override
  public synchronized void cancel() {
    done = true;
    signals = List.of();
    next.cancel();
  }
}
