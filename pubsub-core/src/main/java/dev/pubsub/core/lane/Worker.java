package dev.pubsub.core.lane;

import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Bounds;
import dev.pubsub.core.mailbox.Part;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.core.system.Cpu;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties a lane: takes a batch of posts, and calls every subscriber with a whole run of letters
 * for the same recipients before it goes to the next subscriber, which is what makes a large
 * fan-out cheap.
 *
 * <pre>
 *   batch   |  A A A A | B | A A |        runs: consecutive letters for the same parts
 *   run        part 1: member 1 gets A A A A, member 2 gets A A A A, ...
 *              part 2: ...
 * </pre>
 *
 * <h2>The step word</h2>
 *
 * One number says where the worker is: the number of the walk in the upper half, and in the lower
 * half the place of the member that is being called, plus one; 0 there means that no foreign code
 * is running. The worker moves on by one compare-and-set, which fails if the watchdog has
 * {@linkplain #depose deposed} it meanwhile. Whoever wins owns the rest of the batch; the loser
 * keeps the one subscriber it was in, and goes on as the drain of that consumer's mailbox. Where
 * many hang in the same signals, whoever is left after the second takeover of a batch gets that
 * batch through a mailbox: they hang side by side then, not one after the other.
 */
final class Worker extends CacheLine implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final VarHandle STEP;

  static {
    try {
      STEP = MethodHandles.lookup().findVarHandle(Worker.class, "step", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final Part NOTHING = Part.nobody();
  private static final int BATCH = 256;
  private static final long DEPOSED = -1;
  private static final int TOO_MANY_FAILURES = 4;
  private static final int ENOUGH_TAKEOVERS = 2;
  private static final int MEASURED_WALKS = 64;

  private final Lane lane;
  private final Queues queues;

  private final @Nullable Letter[] letters;
  private final Part[][] routes;
  private final @Nullable Letter[] wanted = new Letter[BATCH];
  private int size;
  private int from;
  private int to;
  // Whether the letters of the run all are.
  private boolean plain;
  private int at;
  private Part part;
  private int resumeAt = -1;
  private int takeovers;
  private int replays;
  private int walked;
  private volatile long step;

  private final Pace pace = new Pace(Cpu::nanoTime);
  private final Lull lull;

  Worker(Lane lane, Queues queues, Lull lull) {
    this.lane = lane;
    this.queues = queues;
    this.lull = lull;
    this.letters = new Letter[BATCH];
    this.routes = new Part[BATCH][];
    this.part = NOTHING;
  }

  /** The successor of a worker that was deposed: goes on behind the member that it hangs in. */
  private Worker(Worker old, long walkNumber, int resumeAt) {
    this.lane = old.lane;
    this.queues = old.queues;
    this.lull = old.lull;
    this.letters = old.letters.clone();
    this.routes = old.routes.clone();
    this.size = old.size;
    this.from = old.from;
    this.to = old.to;
    this.plain = old.plain;
    this.at = old.at;
    this.part = old.part;
    this.resumeAt = resumeAt;
    this.takeovers = old.takeovers + 1;
    this.replays = old.replays;
    this.walked = old.walked;
    // Walks are numbered on, so that the watchdog does not take one step for another.
    this.step = walkNumber << 32;
  }

  @Override
  public void run() {
    if (resumeAt >= 0 && !(walk(resumeAt) && finishRun() && finishBatch(to))) {
      return;
    }
    // A loop that never returns is compiled on-stack only; the body is a method for that reason.
    while (turn()) {}
  }

  private boolean turn() {
    try {
      pace.letBatchGrow();
      fill();
      if (size == 0) {
        idle();
      }
      return size > 0 ? finishBatch(0) : !lane.isStopping();
    } catch (RuntimeException | Error e) {
      if ((int) step != 0) {
        // In the midst of a walk: the watchdog gives the rest to another.
        throw e;
      }
      LOG.error("A worker failed; what it had in hand is lost", e);
      return true;
    }
  }

  // ---- waiting for work

  private void fill() {
    lane.awaitLeave();
    size = queues.drainTo(letters, routes);
  }

  /** Fills the batch, or parks and returns with an empty one only when the lane stops. */
  private void idle() {
    for (int i = 0; i < 10 && size == 0; i++) {
      Cpu.spin(8);
      fill();
    }
    if (size > 0) {
      return;
    }
    long begun = Cpu.nanoTime();
    stayAwake(begun);
    if (size > 0) {
      lull.overAwake(Cpu.nanoTime() - begun);
      return;
    }
    // Kept from batch to batch, but not over a sleep: they hold on to who was subscribed.
    Arrays.fill(routes, null);
    do {
      lane.park();
      fill();
      // A publisher may have put something in that is not linked yet.
    } while (size == 0 && !(lane.isStopping() && queues.isEmpty()));
    lull.overAsleep(Cpu.nanoTime() - begun);
  }

  /**
   * Over a lull that is likely to be short: a worker that was woken by a publisher on the
   * publisher's own core shares that core with it from then on.
   */
  private void stayAwake(long begun) {
    long span = lull.span();
    for (int i = 1; size == 0 && !lane.isStopping() && Cpu.nanoTime() - begun < span; i++) {
      Cpu.spin(8);
      if ((i & 7) == 0) {
        Cpu.giveWay();
      }
      fill();
    }
  }

  // ---- delivering; false when deposed: nothing here may be touched any more

  private boolean finishBatch(int first) {
    for (from = first; from < size; from = to) {
      to = from + 1;
      plain = letters[from].isPlain();
      while (to < size && routes[to] == routes[from]) {
        plain &= letters[to].isPlain();
        to++;
      }
      at = -1;
      replays += routes[from][0].cohort().isUnbounded() ? to - from : 0;
      if (!finishRun()) {
        return false;
      }
    }
    int count = size;
    size = 0;
    takeovers = 0;
    part = NOTHING;
    Arrays.fill(letters, 0, count, null);
    lane.handled(count, replays);
    replays = 0;
    pace.took(count);
    lull.took(count);
    return true;
  }

  /** Counts the part that was walked last, if any, and walks the parts that are left. */
  private boolean finishRun() {
    Part[] parts = routes[from];
    while (true) {
      if (at >= 0) {
        part.cohort().handled(to - from);
      }
      if (++at == parts.length) {
        return true;
      }
      part = parts[at];
      if (!walk(0)) {
        return false;
      }
    }
  }

  private boolean walk(int first) {
    Recipient[] members = part.members();
    @Nullable Letter[] run = letters;
    long free = ((step >>> 32) + 1) << 32;
    long now = step;
    boolean crowded = takeovers >= ENOUGH_TAKEOVERS || isCongested(part.cohort().bounds());
    Recipient called = null;
    int measured = measured(members.length);
    for (int i = first; i < members.length; i++) {
      Recipient next = members[i];
      boolean direct = !crowded && next.consumer().isDirect();
      long then = direct ? free | (i + 1) : free;
      if (!moveOn(now, then)) {
        return keep(Objects.requireNonNull(called));
      }
      now = then;
      if (!direct) {
        if (next.consumer().keeps(next, run, from, to, crowded)) {
          continue;
        }
        now = free | (i + 1);
        STEP.setRelease(this, now);
      }
      called = next;
      long start = i == measured ? Cpu.nanoTime() : 0;
      int failures = next.run(run, from, to, plain, wanted);
      if (i == measured) {
        int weight = MEASURED_WALKS * members.length;
        next.receiver().took(Cpu.nanoTime() - start, to - from, weight);
      }
      if (failures > 0 && isHopeless(next, failures)) {
        if (!moveOn(now, free)) {
          return keep(next);
        }
        now = free;
        next.consumer().leaveLane();
      }
    }
    return moveOn(now, free) || keep(Objects.requireNonNull(called));
  }

  /** Of one walk in so many, whose call is measured, each in turn; of the others nobody's. */
  private int measured(int members) {
    int walks = walked++;
    return walks % MEASURED_WALKS == 0
        ? Integer.remainderUnsigned(walks / MEASURED_WALKS, members)
        : -1;
  }

  /** More waits than may: those who let the newest in sort that out in their mailboxes. */
  private boolean isCongested(Bounds bounds) {
    return bounds.isNewestLetIn() && lane.depth() > bounds.soft();
  }

  private static boolean isHopeless(Recipient recipient, int failures) {
    return failures >= TOO_MANY_FAILURES || recipient.receiver().failed() == failures;
  }

  /** While no foreign code runs there is nobody to take the place, and a plain write will do. */
  private boolean moveOn(long now, long then) {
    if ((int) now == 0) {
      STEP.setRelease(this, then);
      return true;
    }
    return STEP.compareAndSet(this, now, then);
  }

  /** Deposed: waits until the watchdog has handed the consumer over, then serves it alone. */
  private boolean keep(Recipient called) {
    synchronized (this) {
      // The watchdog holds this lock while it takes over.
    }
    called.consumer().unstuck();
    return false;
  }

  // ---- the watchdog

  long step() {
    return step;
  }

  @Nullable Recipient calledAt(long seen) {
    Recipient[] members = part.members();
    int index = (int) seen - 1;
    return index >= 0 && index < members.length && step == seen ? members[index] : null;
  }

  /** Whether others are to be called behind the one that is, roughly, with the same letters. */
  boolean isAwaited(long seen) {
    Part @Nullable [] route = routes[Math.min(from, BATCH - 1)];
    return (int) seen < part.members().length || (route != null && at + 1 < route.length);
  }

  /** Makes the successor, or null when the worker has moved on. */
  synchronized @Nullable Worker depose(long seen, boolean onProcessor) {
    if ((int) seen <= 0 || !STEP.compareAndSet(this, seen, DEPOSED)) {
      return null;
    }
    Recipient stuck = part.members()[(int) seen - 1];
    stuck.consumer().stuck(stuck, to - from, onProcessor);
    Worker successor = new Worker(this, seen >>> 32, (int) seen);
    // The old thread reads no more than its run; it may hold on to that for ever.
    Arrays.fill(routes, null);
    Arrays.fill(letters, 0, from, null);
    Arrays.fill(letters, to, BATCH, null);
    return successor;
  }

  /** The member in which the worker before this one hangs. */
  Recipient passedOver() {
    return part.members()[resumeAt - 1];
  }
}
