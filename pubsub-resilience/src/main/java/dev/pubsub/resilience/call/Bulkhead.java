package dev.pubsub.resilience.call;

import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.Scheduler.Cancellable;
import dev.pubsub.spi.flow.SubscriptionControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * So many places for calls, given in the order in which they were asked for. Any thread.
 *
 * <p>Who finds no place is held. A place that becomes free is kept for the first of those who wait,
 * so that nobody who comes by takes it, and who has just left it stands behind them all. Whoever is
 * called and has nothing to deliver any more never comes: after a while it is the next one's turn.
 */
final class Bulkhead {

  /** How long a place is kept for whoever was called. */
  static final Duration KEPT = Duration.ofSeconds(1);

  private final Scheduler time;
  private final Set<SubscriptionControl> waiting = new LinkedHashSet<>();
  private final Map<SubscriptionControl, Cancellable> called = new HashMap<>();
  private int free;

  Bulkhead(int places, Scheduler time) {
    this.free = places;
    this.time = time;
  }

  /** Takes a place, to be {@linkplain #leave left}; false when the signal in hand was held. */
  synchronized boolean enter(SubscriptionControl one) {
    Cancellable kept = called.remove(one);
    if (kept != null) {
      kept.cancel();
      return true;
    }
    // Where there is a place nobody waits.
    if (free > 0) {
      free--;
      return true;
    }
    waiting.add(one);
    one.hold();
    return false;
  }

  /** Leaves a place. */
  void leave() {
    call(1);
  }

  /** Whoever has ended waits no more; the place where a call is under way is left by that call. */
  void part(SubscriptionControl one) {
    int left = 0;
    synchronized (this) {
      waiting.remove(one);
      Cancellable kept = called.remove(one);
      if (kept != null) {
        kept.cancel();
        left = 1;
      }
    }
    call(left);
  }

  private void call(int left) {
    List<SubscriptionControl> next = new ArrayList<>();
    synchronized (this) {
      free += left;
      Iterator<SubscriptionControl> first = waiting.iterator();
      while (free > 0 && first.hasNext()) {
        SubscriptionControl one = first.next();
        first.remove();
        free--;
        Kept kept = new Kept(one);
        kept.timer = time.schedule(KEPT, kept);
        called.put(one, kept);
        next.add(one);
      }
    }
    next.forEach(SubscriptionControl::release);
  }

  /** A place that is kept for somebody. */
  private final class Kept implements Cancellable, Runnable {

    private final SubscriptionControl one;
    private Cancellable timer = () -> {};

    Kept(SubscriptionControl one) {
      this.one = one;
    }

    @Override
    public void cancel() {
      timer.cancel();
    }

    @Override
    public void run() {
      boolean unused;
      synchronized (Bulkhead.this) {
        unused = called.remove(one, this);
      }
      call(unused ? 1 : 0);
    }
  }
}
