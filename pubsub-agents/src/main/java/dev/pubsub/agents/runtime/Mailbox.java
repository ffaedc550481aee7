package dev.pubsub.agents.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for an agent, in the order in which it came, and whether somebody is at it. Any thread
 * puts in, without a lock; who has a turn takes out. Idle it costs one number and three references.
 *
 * <p>The queue is a chain from {@code head} to {@code tail}, both null when it is empty. Who puts
 * in takes the place of the tail first, and then links the former one to it: until then whoever
 * takes out sees the chain end too early, and finds the rest later.
 *
 * <p>The number tells, from the lowest bit on: whether a turn is due or under way; whether mail is
 * held back; whether no mail is taken any more, and nothing at all; how many items wait; and for
 * how many that are on their way a place is kept. It is one number because what is decided on one
 * of these changes another: so there is one turn at a time, and never more mail than may be.
 */
abstract class Mailbox {

  private static final long DUE = 1;
  private static final long HELD = 2;
  private static final long CLOSED = 4;
  private static final long ENDED = 8;
  private static final int COUNT = 4;
  private static final long ONE = 1L << COUNT;
  private static final int PROMISES = 36;
  private static final long PROMISE = 1L << PROMISES;
  private static final int FORGETS_SECONDS = 10;

  private static final VarHandle STATE;
  private static final VarHandle HEAD;
  private static final VarHandle TAIL;
  private static final VarHandle COMMANDS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(Mailbox.class, "state", long.class);
      HEAD = lookup.findVarHandle(Mailbox.class, "head", Item.class);
      TAIL = lookup.findVarHandle(Mailbox.class, "tail", Item.class);
      COMMANDS = lookup.findVarHandle(Mailbox.class, "commands", Command.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("UnusedVariable") // By its handle.
  private volatile long state;

  private volatile @Nullable Item head;

  @SuppressWarnings("UnusedVariable") // By its handle.
  private volatile @Nullable Item tail;

  private volatile @Nullable Command commands;

  /**
   * The second in which somebody found no place because of promises, and since which none of them
   * was kept; zero when there is none.
   */
  private volatile int inDoubtSince;

  /** Something to be done before any mail, the newest first. */
  private record Command(Runnable task, @Nullable Command next) {}

  /** A turn is due; called by the one thread that made it so. */
  abstract void wake();

  /** The same, because mail has come. */
  abstract void wakeForMail();

  /** Time, which is asked for only where there is no place. */
  abstract long nanoTime();

  private boolean change(long from, long to) {
    return STATE.compareAndSet(this, from, to);
  }

  private static int waiting(long state) {
    return (int) (state >>> COUNT);
  }

  private static int promised(long state) {
    return (int) (state >>> PROMISES);
  }

  /** How many items wait. */
  final int waiting() {
    return waiting(state);
  }

  final boolean isClosed() {
    return (state & CLOSED) != 0;
  }

  // ---- by any thread

  /** Whether there is a place for mail. */
  final boolean hasRoom(int capacity) {
    for (; ; ) {
      long now = state;
      if (hasRoom(now, capacity)) {
        return true;
      }
      if (!forgets(now)) {
        return false;
      }
    }
  }

  private static boolean hasRoom(long state, int capacity) {
    return (state & CLOSED) == 0 && waiting(state) + promised(state) < capacity;
  }

  /** Keeps a place for mail that is about to be sent; false when there is none. */
  final boolean promise(int capacity) {
    for (; ; ) {
      long now = state;
      if (!hasRoom(now, capacity)) {
        if (!forgets(now)) {
          return false;
        }
      } else if (change(now, now + PROMISE)) {
        return true;
      }
    }
  }

  /**
   * Where there is no place, gives up the promises of which none was kept for a while: such mail
   * was lost on its way. Whether there may be a place now.
   */
  private boolean forgets(long now) {
    if ((now & CLOSED) != 0 || promised(now) == 0) {
      return false;
    }
    int second = (int) (nanoTime() / 1_000_000_000) + 1;
    int since = inDoubtSince;
    if (since == 0) {
      inDoubtSince = second;
      return false;
    }
    if (second - since < FORGETS_SECONDS) {
      return false;
    }
    inDoubtSince = 0;
    return change(now, now & (PROMISE - 1)) || state != now;
  }

  /** That mail will not come. Who waited for it to end has nothing to wait for then. */
  final void forgo() {
    long now = state;
    while (promised(now) > 0 && !change(now, now - PROMISE)) {
      now = state;
    }
    if ((now & CLOSED) != 0 && makeDue()) {
      wake();
    }
  }

  /**
   * Puts mail in that has come. Mail for which a place was kept takes it, unless that was forgotten
   * meanwhile, even after it was closed: that was sent before. False without room.
   */
  final boolean post(Item mail, int capacity, boolean isPromised) {
    for (; ; ) {
      long now = state;
      boolean expected = isPromised && promised(now) > 0;
      if ((now & ENDED) != 0) {
        return false;
      }
      if (!expected && !hasRoom(now, capacity)) {
        if (!forgets(now)) {
          return false;
        }
        continue;
      }
      if (expected && inDoubtSince != 0) {
        inDoubtSince = 0;
      }
      if (enter(mail, now, now + ONE - (expected ? PROMISE : 0))) {
        if (isWoken(now)) {
          wakeForMail();
        }
        return true;
      }
    }
  }

  /** Puts something in that is no mail; false when the agent has ended. */
  final boolean submit(Item task) {
    for (; ; ) {
      long now = state;
      if ((now & ENDED) != 0) {
        return false;
      }
      if (enter(task, now, now + ONE)) {
        if (isWoken(now)) {
          wake();
        }
        return true;
      }
    }
  }

  /** Whether what comes makes a turn due. */
  private static boolean isWoken(long before) {
    return (before & (DUE | HELD)) == 0;
  }

  private boolean enter(Item item, long now, long then) {
    if (!change(now, isWoken(now) ? then | DUE : then)) {
      return false;
    }
    Item before = (Item) TAIL.getAndSet(this, item);
    if (before == null) {
      head = item;
    } else {
      before.next = item;
    }
    return true;
  }

  /** Has something done in a turn, before any mail. */
  final void command(Runnable task) {
    Command now = commands;
    while (!COMMANDS.compareAndSet(this, now, new Command(task, now))) {
      now = commands;
    }
    if (makeDue()) {
      wake();
    }
  }

  /** Takes the turn, unless somebody has it. */
  final boolean claim() {
    return makeDue();
  }

  private boolean makeDue() {
    return (set(DUE) & DUE) == 0;
  }

  private long set(long flag) {
    return (long) STATE.getAndBitwiseOr(this, flag);
  }

  /** Whether all that came, or is on its way to a place that is kept for it, was handled. */
  final boolean isDone() {
    long now = state;
    return (now & CLOSED) != 0 && waiting(now) == 0 && promised(now) == 0;
  }

  /** Takes no mail any more but what a place is kept for. Whether that is new. */
  final boolean close() {
    return (set(CLOSED) & CLOSED) == 0;
  }

  /** The first that wait, roughly: turns may go on meanwhile. */
  final List<Item> first(int most) {
    List<Item> items = new ArrayList<>();
    for (Item item = head; item != null && items.size() < most; item = item.next) {
      items.add(item);
    }
    return items;
  }

  // ---- in a turn

  /** Takes what is to be done first, the oldest of it first. */
  final List<Runnable> takeCommands() {
    if (commands == null) {
      return List.of();
    }
    List<Runnable> tasks = new ArrayList<>(2);
    for (Command each = (Command) COMMANDS.getAndSet(this, null);
        each != null;
        each = each.next()) {
      tasks.add(0, each.task());
    }
    return tasks;
  }

  /** Takes the next item; null when there is none, or the next is not quite in. */
  final @Nullable Item take() {
    Item first = head;
    if (first == null) {
      return null;
    }
    Item second = first.next;
    if (second != null) {
      HEAD.setRelease(this, second);
      first.next = null;
    } else {
      HEAD.setRelease(this, null);
      if (!TAIL.compareAndSet(this, first, null)) {
        HEAD.setRelease(this, behind(first));
        first.next = null;
      }
    }
    STATE.getAndAdd(this, -ONE);
    return first;
  }

  private static Item behind(Item first) {
    Item second = first.next;
    while (second == null) {
      Thread.onSpinWait();
      second = first.next;
    }
    return second;
  }

  /** Lets mail wait. */
  final void hold() {
    var unused = set(HELD);
  }

  /** Goes on with mail. */
  final void release() {
    STATE.getAndBitwiseAnd(this, ~HELD);
  }

  /** Takes nothing at all any more. */
  final void shut() {
    var unused = set(CLOSED | ENDED);
  }

  /** Ends the turn; false when there is more to do, in another one that is due then. */
  final boolean rest() {
    for (; ; ) {
      long now = state;
      if (commands != null || (waiting(now) > 0 && (now & HELD) == 0)) {
        return false;
      }
      if (change(now, now & ~DUE)) {
        return commands == null || !makeDue();
      }
    }
  }
}
