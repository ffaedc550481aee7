package dev.pubsub.core.mailbox;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pubsub.Acknowledgement;
import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.Overflow;
import dev.pubsub.core.deadletter.DeadLetterBox;
import dev.pubsub.core.deliver.AcknowledgingReceiver;
import dev.pubsub.core.deliver.Acks;
import dev.pubsub.core.deliver.Choice;
import dev.pubsub.core.deliver.Holder;
import dev.pubsub.core.deliver.Progress;
import dev.pubsub.core.deliver.Successors;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.guard.Guard;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.system.Drains;
import dev.pubsub.core.system.SystemClock;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.flow.Observer;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** A signal is acknowledged as its time runs out and its subscription closes: it ends once. */
@JCStressTest
@Outcome(id = "1, 0, 0, 0", expect = ACCEPTABLE, desc = "It was acknowledged.")
@Outcome(id = "0, 1, 0, 0", expect = ACCEPTABLE, desc = "Its time ran out.")
@Outcome(id = "0, 0, 1, 0", expect = ACCEPTABLE, desc = "The subscription closed.")
@Outcome(expect = FORBIDDEN, desc = "It ended in two ways or in none, or still takes up room.")
@State
public class SettlingStress {

  private static final Bounds TEN = new Bounds(10, 100, Overflow.DROP_NEWEST);
  private static final Object DOOR = new Object();
  private static final Signal SIGNAL = Signal.of(new SignalId(1, 2), "a", "x");

  private final TimeThatIsOver time = new TimeThatIsOver();
  private final Queue<Runnable> drains = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Delivery> inHand = new AtomicReference<>();
  private final Consumer consumer =
      Consumer.acknowledging(TEN, 1, new Drains(drains::add, drains::add), time);
  private final AcknowledgingReceiver receiver;
  private final Recipient recipient;

  /** One signal is in the subscriber's hands, for the last time. */
  public SettlingStress() {
    receiver =
        new AcknowledgingReceiver(
            inHand::set,
            "a",
            Holder.BUS,
            Choice.ALL,
            new Guard(time),
            new Totals("stress", Observer.NONE),
            Successors.NONE,
            new Acks(
                Acknowledgement.DEFAULT.withMaxAttempts(1),
                consumer.redelivery(),
                new DeadLetterBox(1, Long.MAX_VALUE, SystemClock.create()),
                Progress.NONE,
                time,
                () -> 0L));
    recipient = new Recipient(receiver, consumer, new Cohort(TEN, true), Terms.PLAIN);
    consumer.add(recipient);
    recipient.cohort().claim(Priority.NORMAL);
    consumer.keeps(recipient, new Letter[] {new Letter(SIGNAL, DOOR, null)}, 0, 1, false);
    recipient.cohort().handled(1);
    runDrains();
  }

  private void runDrains() {
    for (Runnable next = drains.poll(); next != null; next = drains.poll()) {
      next.run();
    }
  }

  /** As the subscriber does. */
  @Actor
  public void acknowledge() {
    inHand.get().ack();
  }

  /** As the scheduler does. */
  @Actor
  public void runOut() {
    time.runOut();
  }

  /** As whoever subscribed does. */
  @Actor
  public void close() {
    consumer.remove(recipient.receiver());
  }

  /** Counts how it ended. */
  @Arbiter
  public void count(IIII_Result result) {
    runDrains();
    Map<DropReason, Long> dropped = receiver.dropped();
    result.r1 = (int) receiver.delivered();
    result.r2 = dropped.getOrDefault(DropReason.EXHAUSTED, 0L).intValue();
    result.r3 = dropped.getOrDefault(DropReason.CLOSED, 0L).intValue();
    result.r4 = (int) consumer.waiting();
  }

  /** Stands still until the one task there is falls due. */
  private static final class TimeThatIsOver implements Scheduler {
    private volatile long now;
    private volatile Runnable task = () -> {};

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable work) {
      task = work;
      return () -> {};
    }

    void runOut() {
      now = Duration.ofDays(2).toNanos();
      task.run();
    }
  }
}
