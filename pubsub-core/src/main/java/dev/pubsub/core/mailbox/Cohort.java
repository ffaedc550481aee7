package dev.pubsub.core.mailbox;

import dev.pubsub.signal.Priority;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions to one pattern that share a lane and bounds.
 *
 * <p>While they keep up they all stand at the same place of their lane, so one number, posted less
 * handled, is the length of everybody's queue: bounding a thousand subscriptions costs a publisher
 * one addition. Those that are behind stay members, and are listed to be looked at one by one.
 *
 * <p>Members come and go under the lock of this object. Publishers call {@link #claim}, the lane's
 * worker {@link #handled}.
 */
public final class Cohort {

  private static final VarHandle POSTED;
  private static final VarHandle HANDLED;
  private static final Recipient[] NOBODY = {};

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      POSTED = lookup.findVarHandle(Cohort.class, "posted", long.class);
      HANDLED = lookup.findVarHandle(Cohort.class, "handled", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Bounds bounds;
  private final boolean exact;
  private final boolean unbounded;
  private final boolean newestLetIn;
  private final int soft;
  private volatile long posted;
  private volatile long handled;
  private volatile Recipient @Nullable [] watched = NOBODY;

  private Recipient[] members = new Recipient[1];
  private int size;
  private Recipient[] watchlist = NOBODY;
  private int watchedSize;
  private long changes;
  private Part part = new Part(this, NOBODY, 0);

  /**
   * A cohort without members.
   *
   * @param exact whether the pattern is a plain name
   */
  public Cohort(Bounds bounds, boolean exact) {
    this.bounds = bounds;
    this.exact = exact;
    this.unbounded = bounds.isNone();
    this.newestLetIn = bounds.isNewestLetIn();
    this.soft = bounds.soft();
  }

  /** Whether its letters take up no room. */
  public boolean isUnbounded() {
    return unbounded;
  }

  /** What holds for each member. */
  public Bounds bounds() {
    return bounds;
  }

  boolean isExact() {
    return exact;
  }

  /** How many letters may wait for one of this priority to be let in, itself included. */
  public int limit(Priority priority) {
    return priority == Priority.HIGH ? bounds.capacity() : soft;
  }

  /** Makes room for one letter; false when as many wait as may. */
  public boolean claim(Priority priority) {
    long ahead = (long) POSTED.getAndAdd(this, 1L) - handled;
    if (ahead < limit(priority) || newestLetIn) {
      return true;
    }
    release();
    return false;
  }

  /** Whether {@link #claim} would make room without anything being lost. */
  public boolean hasRoom(Priority priority) {
    return posted - handled < limit(priority);
  }

  /** Makes room for several letters, or for none of them when there is not enough for all. */
  public boolean claimAll(int letters, Priority priority) {
    long before;
    do {
      before = posted;
      if (before - handled + letters > limit(priority) && !newestLetIn) {
        return false;
      }
    } while (!POSTED.compareAndSet(this, before, before + letters));
    return true;
  }

  /** Gives back what {@link #claimAll} took. */
  public void release(int letters) {
    POSTED.getAndAdd(this, (long) -letters);
  }

  /** Gives back what {@link #claim} took, for a letter that is not posted after all. */
  public void release() {
    release(1);
  }

  /** By the lane's worker: this many letters have been given to every member. */
  public void handled(int letters) {
    HANDLED.setRelease(this, handled + letters);
  }

  long handled() {
    return handled;
  }

  long posted() {
    return posted;
  }

  /**
   * The members for whom more may wait than for the cohort: those that are behind, and those whose
   * other subscriptions match the same letters.
   */
  public Recipient[] watched() {
    Recipient[] now = watched;
    return now == null ? copyOfWatched() : now;
  }

  /** The members as they are now; the same object until they change. */
  public synchronized Part part() {
    if (part.version() != changes) {
      part = new Part(this, Arrays.copyOf(members, size), changes);
    }
    return part;
  }

  /** Whether there are no members. */
  public synchronized boolean isEmpty() {
    return size == 0;
  }

  /** Adds a member. */
  public synchronized void add(Recipient recipient) {
    if (size == members.length) {
      members = Arrays.copyOf(members, size * 2);
    }
    recipient.index = size;
    recipient.version = ++changes;
    members[size++] = recipient;
  }

  /** Takes a member out; the last one moves to its place, so that this costs the same for many. */
  public synchronized void remove(Recipient recipient) {
    watch(recipient, false);
    Recipient last = members[--size];
    members[recipient.index] = last;
    last.index = recipient.index;
    Arrays.fill(members, size, size + 1, null);
    changes++;
    // The members as they were would hold on to whoever has left.
    part = new Part(this, NOBODY, -1);
  }

  /** Costs the same for many: thousands of sockets may stop reading in the same moment. */
  synchronized void watch(Recipient recipient, boolean isWatched) {
    if (isWatched == (recipient.watchedAt >= 0)) {
      return;
    }
    if (isWatched) {
      if (watchedSize == watchlist.length) {
        watchlist = Arrays.copyOf(watchlist, Math.max(4, watchedSize * 2));
      }
      recipient.watchedAt = watchedSize;
      watchlist[watchedSize++] = recipient;
    } else {
      Recipient last = watchlist[--watchedSize];
      watchlist[recipient.watchedAt] = last;
      last.watchedAt = recipient.watchedAt;
      Arrays.fill(watchlist, watchedSize, watchedSize + 1, null);
      recipient.watchedAt = -1;
    }
    watched = null;
  }

  private synchronized Recipient[] copyOfWatched() {
    Recipient[] copy = watchedSize == 0 ? NOBODY : Arrays.copyOf(watchlist, watchedSize);
    watched = copy;
    return copy;
  }
}
