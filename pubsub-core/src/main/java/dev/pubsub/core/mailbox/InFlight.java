package dev.pubsub.core.mailbox;

import dev.pubsub.core.deliver.AcknowledgingReceiver;
import dev.pubsub.core.deliver.Receipt;
import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.deliver.Redelivery;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.system.Cpu;
import dev.pubsub.core.system.Drains;
import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer that acknowledges always has. What is taken out of the mailbox is in flight until
 * it is settled: about to be delivered, in the subscriber's hands, resting until its next attempt,
 * or due for it. So much may be in flight and no more; what is due goes before what is new.
 */
final class InFlight extends Backlog implements Redelivery {

  private static final int BATCH = 32;

  private final int limit;
  private final Set<Receipt> resting = new HashSet<>();
  private final Deque<Receipt> due = new ArrayDeque<>();
  private final @Nullable Letter[] letters = new Letter[BATCH];
  private final @Nullable Receiver[] receivers = new Receiver[BATCH];
  private int count;
  private int replays;
  // In the hands of the drain.
  private final List<Receipt> batch = new ArrayList<>(BATCH);

  /** Nothing is in flight yet, and no more than the limit may be. */
  InFlight(Consumer consumer, int limit, Drains drains, Scheduler time) {
    super(consumer, drains, time);
    this.limit = limit;
  }

  @Override
  int inHand() {
    return count - replays;
  }

  @Override
  boolean isIdle() {
    return super.isIdle() && count == 0;
  }

  @Override
  boolean mayReturn() {
    return false;
  }

  @Override
  Executor threads() {
    return drains.waiting();
  }

  // ---- the drain

  @Override
  boolean hasNext() {
    return !due.isEmpty() || (count < limit && !mailbox.isEmpty());
  }

  @Override
  void takeBatch() {
    int most = consumer.isSupervised() ? 1 : BATCH;
    while (!due.isEmpty() && batch.size() < most) {
      batch.add(due.remove());
    }
    if (batch.isEmpty()) {
      takeNew(most);
    }
  }

  private void takeNew(int most) {
    boolean replay = mailbox.isReplayNext();
    int taken = mailbox.take(letters, receivers, Math.min(most, limit - count));
    for (int i = 0; i < taken; i++) {
      var receiver = (AcknowledgingReceiver) Objects.requireNonNull(receivers[i]);
      batch.add(receiver.receipt(Objects.requireNonNull(letters[i]), replay));
      letters[i] = null;
    }
    count += taken;
    replays += replay ? taken : 0;
  }

  @Override
  void deliver() {
    Receiver receiver = batch.get(0).receiver();
    long start = time.nanoTime();
    batch.forEach(Receipt::deliver);
    receiver.endOfBatch();
    receiver.took(time.nanoTime() - start, batch.size(), 1);
    Cpu.giveWay();
  }

  @Override
  Duration finishBatch() {
    batch.clear();
    return Duration.ZERO;
  }

  // ---- what becomes of it, on any thread

  @Override
  public void again(Receipt receipt, Duration rest) {
    synchronized (consumer) {
      if (rest.isZero() || consumer.isGone()) {
        due.add(receipt);
        startDrain();
      } else {
        resting.add(receipt);
        var unused = time.schedule(rest, () -> endRest(receipt));
      }
    }
  }

  @Override
  public void back(Receipt receipt) {
    synchronized (consumer) {
      due.addFirst(receipt);
    }
  }

  private void endRest(Receipt receipt) {
    synchronized (consumer) {
      if (resting.remove(receipt)) {
        due.add(receipt);
        startDrain();
      }
    }
  }

  @Override
  public void settled(Receipt receipt) {
    synchronized (consumer) {
      count--;
      replays -= receipt.isReplay() ? 1 : 0;
      recount();
      startDrain();
    }
  }

  @Override
  void letGo() {
    due.addAll(resting);
    resting.clear();
    super.letGo();
  }
}
