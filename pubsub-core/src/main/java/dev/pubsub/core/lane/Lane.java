package dev.pubsub.core.lane;

import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Part;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.core.system.Threads;
import dev.pubsub.signal.Priority;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One queue, or rather one for each priority, and the worker that empties it. A subscription
 * belongs to one lane for life, so what it receives is in the order in which it was posted, over
 * all its topics, the more urgent first.
 *
 * <p>A worker that is stuck in a subscriber is {@linkplain #depose deposed}: another takes its
 * place behind that subscriber, and the old thread is left with nothing but what it is doing.
 */
final class Lane extends CacheLine {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final VarHandle PARKED;
  private static final VarHandle POSTED;
  private static final VarHandle HANDLED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      PARKED = lookup.findVarHandle(Lane.class, "parked", boolean.class);
      POSTED = lookup.findVarHandle(Lane.class, "posted", long.class);
      HANDLED = lookup.findVarHandle(Progress.class, "handled", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String bus;
  private final String name;
  private final int capacity;
  private final Runnable onWake;
  private final long stayHotNanos;
  private final Queues queues = new Queues();

  private volatile boolean parked;
  private volatile boolean stopping;
  private volatile boolean held;
  private volatile long posted;
  private final AtomicLong replaying = new AtomicLong();
  private final Progress progress = new Progress();
  private volatile @Nullable Worker worker;
  private volatile @Nullable Thread thread;

  Lane(String bus, int number, int capacity, long stayHotNanos, Runnable onWake) {
    this.bus = bus;
    this.name = "pubsub-" + bus + "-lane-" + number;
    this.capacity = capacity;
    this.stayHotNanos = stayHotNanos;
    this.onWake = onWake;
  }

  void start() {
    employ(new Worker(this, queues, new Lull(stayHotNanos)));
  }

  private void employ(Worker next) {
    Thread runner = Threads.platform(name, Threads.serving(bus, next));
    worker = next;
    // Before it runs: whoever posts from now on wakes this one.
    thread = runner;
    try {
      runner.start();
    } catch (Throwable e) {
      thread = null;
      throw e;
    }
  }

  /** What is posted already is delivered first. */
  void stop() {
    stopping = true;
    LockSupport.unpark(thread);
    // Nobody looks after the lane from now on: whoever is being called gets no more time.
    depose(step());
  }

  /** Lets nothing more be taken from here until {@link #letGo}. */
  void hold() {
    held = true;
  }

  /** Ends what {@link #hold} began. */
  void letGo() {
    held = false;
    LockSupport.unpark(thread);
  }

  /** By the worker, before it takes anything. */
  void awaitLeave() {
    while (held && !stopping) {
      LockSupport.park(this);
    }
  }

  /** Counts a post that is to come; returns how many there are with it. */
  long reserve() {
    return (long) POSTED.getAndAdd(this, 1L) + 1 - progress.handled;
  }

  /**
   * Counts several posts that are to come, if the lane takes them all; returns how many there are
   * with them, or 0.
   */
  long reserveAll(int posts) {
    long before;
    long after;
    do {
      before = posted;
      after = before + posts - progress.handled;
      if (after > capacity) {
        return 0;
      }
    } while (!POSTED.compareAndSet(this, before, before + posts));
    return after;
  }

  /** Nothing is posted after all. */
  void release() {
    release(1);
  }

  /** So many are not posted after all. */
  void release(int posts) {
    POSTED.getAndAdd(this, (long) -posts);
  }

  /** Puts in a letter for one recipient, for whom it takes up no room. */
  void replay(Recipient recipient, Letter letter) {
    replay(letter, new Part[] {recipient.forReplay()});
  }

  /** Puts in a letter for a part that is made for replays. */
  void replay(Letter letter, Part[] alone) {
    alone[0].cohort().claim(Priority.HIGH);
    replaying.incrementAndGet();
    post(new Post(letter, alone), letter.urgency());
  }

  /** Puts in a post that was reserved. */
  void post(Post post, Priority priority) {
    post(post, post, priority);
  }

  /** Puts in several that were reserved, linked from the first to the last. */
  void post(Post first, Post last, Priority priority) {
    queues.add(first, last, priority);
    // The exchange in add and the worker's write of parked are both full fences, so either this
    // thread sees that the worker is parked or the worker sees the post.
    if (parked && PARKED.compareAndSet(this, true, false)) {
      LockSupport.unpark(thread);
    }
  }

  /** Posts that are not walked yet, of all topics. */
  long depth() {
    long done = progress.handled;
    return Math.max(0, posted - done);
  }

  /** Whether nothing waits here, letters from the past included. */
  boolean isIdle() {
    return depth() == 0 && replaying.get() == 0;
  }

  /** How many posts it takes. */
  int capacity() {
    return capacity;
  }

  // ---- the worker

  /** So many posts were walked, and so many of them were from the past. */
  void handled(int posts, int replays) {
    if (replays > 0) {
      replaying.addAndGet(-replays);
    }
    HANDLED.setRelease(progress, progress.handled + posts - replays);
  }

  /** Sleeps until something is posted or the lane stops. */
  void park() {
    parked = true;
    while (parked && queues.isEmpty() && !stopping) {
      LockSupport.park(this);
    }
    parked = false;
    onWake.run();
  }

  boolean isStopping() {
    return stopping;
  }

  /** Whether there is a thread that empties it, or is about to. */
  boolean isAlive() {
    Thread now = thread;
    return now != null && now.getState() != Thread.State.TERMINATED;
  }

  // ---- the watchdog

  boolean isParked() {
    return parked;
  }

  /** Where the worker is, see {@link Worker#step}. */
  long step() {
    Worker now = worker;
    return now == null ? 0 : now.step();
  }

  /** Whom the worker is calling at a step, if it still is. */
  @Nullable Recipient calledAt(long step) {
    Worker now = worker;
    return now == null ? null : now.calledAt(step);
  }

  /** Whether more waits until the one called at a step is done: posts, or others to call. */
  boolean isAwaited(long step) {
    Worker now = worker;
    return depth() > 1 || (now != null && now.isAwaited(step));
  }

  /** Whether the worker's thread waits for something instead of computing. */
  boolean isWaiting() {
    Thread now = thread;
    Thread.State state = now == null ? Thread.State.NEW : now.getState();
    return state == Thread.State.WAITING
        || state == Thread.State.TIMED_WAITING
        || state == Thread.State.BLOCKED;
  }

  /** Gives the worker's place to another if it is still at this step. */
  synchronized void depose(long step) {
    Worker old = worker;
    if (old == null) {
      return;
    }
    Worker next = old.depose(step, !isWaiting());
    if (next != null) {
      Receiver stuck = next.passedOver().receiver();
      employ(next);
      stuck.overtaken();
      LOG.debug(
          "A subscriber of '{}' held {} up: it goes on with a mailbox and a thread of its own",
          stuck.pattern(),
          name);
    }
  }

  /** What the worker writes, away from what publishers write for every post. */
  private static final class Progress extends CacheLine {
    private volatile long handled;
  }
}
