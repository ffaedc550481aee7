package dev.pubsub.core.mailbox;

import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.system.Cpu;
import dev.pubsub.core.system.Drains;
import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What a consumer has while it is behind, until it is direct again. */
final class Detour extends Backlog {

  private final Conduct conduct;
  private final Batch batch = new Batch();
  private final boolean computes;
  // The run in the hands of a thread that lost its lane to the watchdog.
  private @Nullable Receiver stuckIn;
  private int stuckWith;

  /** A detour. The consumer was seen to keep a processor busy, or not. */
  Detour(Consumer consumer, Conduct conduct, boolean computes, Drains drains, Scheduler time) {
    super(consumer, drains, time);
    this.conduct = conduct;
    this.computes = computes;
  }

  @Override
  int inHand() {
    int stuck = stuckIn == null ? 0 : Math.max(0, stuckWith - stuckIn.progress());
    return batch.waiting() + stuck;
  }

  @Override
  boolean hasNext() {
    return !mailbox.isEmpty();
  }

  @Override
  void takeBatch() {
    batch.takeFrom(mailbox, conduct.isQuarantined() || consumer.isSupervised());
  }

  @Override
  Duration finishBatch() {
    Duration rest = batch.count() > 0 ? conduct.rest() : Duration.ZERO;
    batch.clear(mailbox);
    return rest;
  }

  @Override
  Executor threads() {
    return computes ? drains.computing() : drains.waiting();
  }

  @Override
  boolean mayReturn() {
    return isIdle() && !isResting() && conduct.isTrusted();
  }

  // ---- takeover

  /** A thread is stuck in this subscriber with a run of so many letters. */
  void stuck(Receiver receiver, int letters) {
    drainLater();
    stuckIn = receiver;
    stuckWith = letters;
    hold(letters);
  }

  /** Its run is over. */
  void unstuck() {
    stuckIn = null;
  }

  // ---- the drain

  @Override
  void deliver() {
    batch.deliver(time);
    if (batch.isHeld()) {
      return;
    }
    judge();
    if (!batch.wasFast()) {
      Cpu.giveWay();
    }
  }

  /** Tells whoever looks on, without the lock. */
  private void judge() {
    boolean before;
    boolean after;
    Duration rest;
    synchronized (consumer) {
      before = conduct.isQuarantined();
      conduct.handled(batch.count(), batch.failures(), batch.wasFast());
      after = conduct.isQuarantined();
      rest = conduct.rest();
    }
    if (after) {
      batch.receiver().quarantined(rest);
    } else if (before) {
      batch.receiver().recovered();
    }
  }
}
