package dev.pubsub.core.lane;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pubsub.Overflow;
import dev.pubsub.core.deliver.Holder;
import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.guard.Guard;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Bounds;
import dev.pubsub.core.mailbox.Cohort;
import dev.pubsub.core.mailbox.Consumer;
import dev.pubsub.core.mailbox.Part;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.core.mailbox.Terms;
import dev.pubsub.core.system.Drains;
import dev.pubsub.core.system.SystemScheduler;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.flow.Observer;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A watchdog takes the place of a worker at any moment: everybody still gets each letter once. */
@JCStressTest
@Outcome(id = "2, 2, 2", expect = ACCEPTABLE, desc = "Each member got both letters once.")
@Outcome(expect = FORBIDDEN, desc = "A member was left out, or called twice.")
@State
public class TakeoverStress {

  private static final SystemScheduler TIME = new SystemScheduler("stress");
  private static final Drains NEVER = new Drains(task -> {}, task -> {});
  private static final Bounds BOUNDS = new Bounds(10, 100, Overflow.DROP_NEWEST);
  private static final Object SENDER = new Object();
  private static final Signal SIGNAL = Signal.of(new SignalId(1, 2), "a", "x");

  private final AtomicIntegerArray calls = new AtomicIntegerArray(3);
  private final Lane lane = new Lane("stress", 0, 100, 0, () -> {});
  private final Queues queues = new Queues();
  private final Worker worker;

  /** Two letters wait for three members. */
  public TakeoverStress() {
    Cohort cohort = new Cohort(BOUNDS, true);
    Guard guard = new Guard(TIME);
    Totals totals = new Totals("stress", Observer.NONE);
    for (int i = 0; i < 3; i++) {
      int member = i;
      Receiver receiver =
          new Receiver(delivery -> calls.getAndIncrement(member), "a", Holder.BUS, guard, totals);
      Consumer consumer = new Consumer(BOUNDS, NEVER, TIME);
      consumer.add(new Recipient(receiver, consumer, cohort, Terms.PLAIN));
    }
    Part[] parts = {cohort.part()};
    for (int i = 0; i < 2; i++) {
      cohort.claim(Priority.NORMAL);
      Post post = new Post(new Letter(SIGNAL, SENDER, null), parts);
      queues.add(post, post, Priority.NORMAL);
    }
    lane.stop();
    worker = new Worker(lane, queues, new Lull(0));
  }

  /** Works until nothing is left, or until it is deposed. */
  @Actor
  public void work() {
    worker.run();
  }

  /** Deposes the worker wherever it finds it, and does the rest. */
  @Actor
  public void depose() {
    long seen = worker.step();
    Worker successor = worker.depose(seen, false);
    if (successor != null) {
      successor.run();
    }
  }

  /** Counts the calls. */
  @Arbiter
  public void count(III_Result result) {
    result.r1 = calls.get(0);
    result.r2 = calls.get(1);
    result.r3 = calls.get(2);
  }
}
