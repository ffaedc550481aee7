package dev.pubsub.core.mailbox;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pubsub.DropReason;
import dev.pubsub.Overflow;
import dev.pubsub.core.deadletter.DeadLetterBox;
import dev.pubsub.core.deliver.Holder;
import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.deliver.Supervision;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.guard.FailureLog;
import dev.pubsub.core.guard.Guard;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.system.Drains;
import dev.pubsub.core.system.SystemClock;
import dev.pubsub.core.system.SystemScheduler;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.flow.Observer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.slf4j.LoggerFactory;

/** What is held comes again, once, or is counted; nothing stays held for nobody. */
public final class HoldingStress {

  private static final SystemScheduler TIME = new SystemScheduler("stress");
  private static final Bounds TEN = new Bounds(10, 100, Overflow.DROP_NEWEST);
  private static final Object SENDER = new Object();
  private static final Signal SIGNAL = Signal.of(new SignalId(1, 2), "a", "x");

  private HoldingStress() {}

  /** A consumer with two letters, of which the first is held when it comes for the first time. */
  abstract static class Held {
    private final Queue<Runnable> drains = new ConcurrentLinkedQueue<>();
    private final Consumer consumer = new Consumer(TEN, new Drains(drains::add, drains::add), TIME);
    private final Supervision supervision = supervision();
    private final Receiver receiver =
        new Receiver(
            supervision, "a", Holder.BUS, new Guard(TIME), new Totals("stress", Observer.NONE));

    /** Two letters wait for their drain. */
    Held() {
      Cohort cohort = new Cohort(TEN, true);
      Recipient recipient = new Recipient(receiver, consumer, cohort, Terms.PLAIN);
      consumer.add(recipient);
      cohort.claim(Priority.NORMAL);
      cohort.claim(Priority.NORMAL);
      Letter[] letters = {new Letter(SIGNAL, SENDER, null), new Letter(SIGNAL, SENDER, null)};
      consumer.keeps(recipient, letters, 0, 2, false);
      cohort.handled(2);
    }

    private static Supervision supervision() {
      AtomicInteger calls = new AtomicInteger();
      Supervision made =
          new Supervision(
              "stress",
              "a",
              "ann",
              false,
              new DeadLetterBox(1, Long.MAX_VALUE, SystemClock.create()),
              new FailureLog(LoggerFactory.getLogger(HoldingStress.class), "{} failed", TIME));
      return made.over(
          delivery -> {
            if (calls.incrementAndGet() == 1) {
              made.hold();
            }
          });
    }

    final void drain() {
      for (Runnable next = drains.poll(); next != null; next = drains.poll()) {
        next.run();
      }
    }

    final void release() {
      supervision.release();
    }

    final void close() {
      consumer.remove(receiver);
      consumer.resume();
    }

    /** Runs the drains that were asked for, and tells what became of both. */
    final void settle(III_Result result) {
      drain();
      result.r1 = (int) receiver.delivered();
      result.r2 = receiver.dropped().getOrDefault(DropReason.CLOSED, 0L).intValue();
      result.r3 = (int) consumer.waiting();
    }
  }

  /** Whoever holds is released at any time, and once more when the drain is over. */
  @JCStressTest
  @Outcome(id = "2, 0, 0", expect = ACCEPTABLE, desc = "Both were delivered, once each.")
  @Outcome(expect = FORBIDDEN, desc = "One was lost or doubled, or stays held.")
  @State
  public static class ReleaseWhileDraining extends Held {
    /** The thread that delivers. */
    @Actor
    public void deliver() {
      drain();
    }

    /** A timer that comes too early, or just in time. */
    @Actor
    public void tick() {
      release();
    }

    /** The last tick. */
    @Arbiter
    public void end(III_Result result) {
      release();
      settle(result);
    }
  }

  /** The subscription is closed while its drain holds, and nobody releases any more. */
  @JCStressTest
  @Outcome(id = "0, 2, 0", expect = ACCEPTABLE, desc = "Both were counted, once each.")
  @Outcome(expect = FORBIDDEN, desc = "One was lost or doubled, or stays held.")
  @State
  public static class CloseWhileHolding extends Held {
    /** The thread that delivers. */
    @Actor
    public void deliver() {
      drain();
    }

    /** The owner. */
    @Actor
    public void leave() {
      close();
    }

    /** Runs the drains that were asked for. */
    @Arbiter
    public void end(III_Result result) {
      settle(result);
    }
  }

  /** The subscription is closed while it is released, and its drain delivers. */
  @JCStressTest
  @Outcome(
      id = {"0, 2, 0", "1, 1, 0", "2, 0, 0"},
      expect = ACCEPTABLE,
      desc = "Each was delivered or counted, once.")
  @Outcome(expect = FORBIDDEN, desc = "One was lost or doubled, or stays held.")
  @State
  public static class CloseWhileReleasing extends Held {
    /** The thread that delivers, which is held, released and goes on. */
    @Actor
    public void deliver() {
      drain();
      release();
      drain();
    }

    /** The owner. */
    @Actor
    public void leave() {
      close();
    }

    /** Runs the drains that were asked for. */
    @Arbiter
    public void end(III_Result result) {
      settle(result);
    }
  }
}
