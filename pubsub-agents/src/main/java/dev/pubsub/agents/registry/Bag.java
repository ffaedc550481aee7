package dev.pubsub.agents.registry;

import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Elements of an index under one key: an open table, at a fifth of what a concurrent set takes.
 * Changed under its own lock, walked without: nothing moves within a table, so a walk sees each
 * element once that is there all the while, and may or may not see what comes and goes.
 *
 * <p>A bag that has become empty is done with, and takes nothing any more.
 */
final class Bag<E> {

  private static final Object GONE = new Object();
  private static final int SMALLEST = 2;

  /** A fresh table is half full at most, so that it is not made anew for each that comes. */
  private static final int ROOM = 4;

  private volatile @Nullable Object[] table = new Object[SMALLEST];
  private int used;
  private volatile int size;
  private boolean done;

  /** Whether it takes nothing any more. Under the lock. */
  boolean isDone() {
    return done;
  }

  int size() {
    return size;
  }

  /** Adds what may be there already. Under the lock, and not once it is done. */
  void add(E element) {
    @Nullable Object[] present = table;
    if ((used + 1) * 4 > present.length * 3) {
      present = rehashed(present);
    }
    int at = find(present, element);
    if (present[at] == null) {
      present[at] = element;
      used++;
      count(1);
    }
    // Publishes the slot to those who walk.
    table = present;
  }

  /** Removes what may be there. Under the lock. */
  void remove(E element) {
    @Nullable Object[] present = table;
    int at = find(present, element);
    if (present[at] != null) {
      present[at] = GONE;
      done = count(-1) == 0;
      table = present;
    }
  }

  private int count(int more) {
    int now = size + more;
    size = now;
    return now;
  }

  private @Nullable Object[] rehashed(@Nullable Object[] old) {
    @Nullable Object[] fresh = new Object[Integer.highestOneBit(size + 1) * ROOM];
    for (Object each : old) {
      if (each != null && each != GONE) {
        fresh[find(fresh, each)] = each;
      }
    }
    used = size;
    return fresh;
  }

  /** Where an element is, or the free place for it. */
  private static int find(@Nullable Object[] table, Object element) {
    int mask = table.length - 1;
    int at = mixed(element.hashCode()) & mask;
    for (Object there = table[at]; there != null && !there.equals(element); there = table[at]) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** Ids are numbered, and the hashes of what is numbered stand in rows. */
  private static int mixed(int hash) {
    int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return mixed ^ (mixed >>> 16);
  }

  /** What is there; any thread, without the lock. */
  Stream<E> stream() {
    return StreamSupport.stream(new Walk<E>(table), false);
  }

  private static final class Walk<E> extends Spliterators.AbstractSpliterator<E> {

    private final @Nullable Object[] table;
    private int next;

    Walk(@Nullable Object[] table) {
      super(table.length, Spliterator.NONNULL | Spliterator.DISTINCT);
      this.table = table;
    }

    @Override
    @SuppressWarnings("unchecked")
    public boolean tryAdvance(Consumer<? super E> action) {
      while (next < table.length) {
        Object each = table[next++];
        if (each != null && each != GONE) {
          action.accept((E) each);
          return true;
        }
      }
      return false;
    }
  }
}
