package dev.pubsub.core.mailbox;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pubsub.Overflow;
import dev.pubsub.core.deliver.Holder;
import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.guard.Guard;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.system.Drains;
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
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Mailboxes and bounds: what is let in is delivered, and no more is let in than may. */
public final class ConsumerStress {

  private static final SystemScheduler TIME = new SystemScheduler("stress");
  private static final Bounds ONE = new Bounds(1, 100, Overflow.DROP_NEWEST);
  private static final Object SENDER = new Object();
  private static final Signal SIGNAL = Signal.of(new SignalId(1, 2), "a", "x");

  private ConsumerStress() {}

  /** The worker moves a letter into the mailbox of a paused consumer, which is resumed. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The letter was delivered.")
  @Outcome(expect = FORBIDDEN, desc = "The letter lies in the mailbox, and nobody drains it.")
  @State
  public static class ResumeWhileMoving {
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<Runnable> drains = new ConcurrentLinkedQueue<>();
    private final Consumer consumer = new Consumer(ONE, new Drains(drains::add, drains::add), TIME);
    private final Recipient recipient;
    private final Letter[] letters = {new Letter(SIGNAL, SENDER, null)};

    /** One letter is on the lane. */
    public ResumeWhileMoving() {
      Receiver receiver =
          new Receiver(
              delivery -> calls.incrementAndGet(),
              "a",
              Holder.BUS,
              new Guard(TIME),
              new Totals("stress", Observer.NONE));
      recipient = new Recipient(receiver, consumer, new Cohort(ONE, true), Terms.PLAIN);
      consumer.add(recipient);
      recipient.cohort().claim(Priority.NORMAL);
      consumer.pause();
    }

    /** As the worker does. */
    @Actor
    public void move() {
      if (!consumer.keeps(recipient, letters, 0, 1, false)) {
        recipient.receiver().run(letters, 0, 1, true);
      }
      recipient.cohort().handled(1);
    }

    /** As a socket does that can be written to again. */
    @Actor
    public void resume() {
      consumer.resume();
    }

    /** Runs the drains that were asked for. */
    @Arbiter
    public void drain(II_Result result) {
      for (Runnable next = drains.poll(); next != null; next = drains.poll()) {
        next.run();
      }
      result.r1 = calls.get();
      result.r2 = (int) consumer.waiting();
    }
  }

  /** Two publishers want the last place. */
  @JCStressTest
  @Outcome(
      id = {"true, false", "false, true"},
      expect = ACCEPTABLE,
      desc = "One has it.")
  @Outcome(expect = FORBIDDEN, desc = "Both or none have it.")
  @State
  public static class TheLastPlace {
    private final Cohort cohort = new Cohort(ONE, true);

    /** Wants it. */
    @Actor
    public void one(ZZ_Result result) {
      result.r1 = cohort.claim(Priority.NORMAL);
    }

    /** Wants it too. */
    @Actor
    public void other(ZZ_Result result) {
      result.r2 = cohort.claim(Priority.NORMAL);
    }
  }
}
