package dev.pubsub.core.deadletter;

import dev.pubsub.DeadLetters.DeadLetter;
import dev.pubsub.DropReason;
import dev.pubsub.signal.Signal;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The dead letters of a bus in memory: the newest of them, up to a bound. Any thread. */
public final class DeadLetterBox {

  private final int capacity;
  private final Clock clock;
  // Read without the lock, under which it is changed and counted.
  private final ConcurrentSkipListMap<Long, Entry> byId = new ConcurrentSkipListMap<>();
  private int count;
  private long lastId;
  private long forgotten;

  /**
   * An empty box.
   *
   * @param capacity how many it keeps
   */
  public DeadLetterBox(int capacity, Clock clock) {
    this.capacity = capacity;
    this.clock = clock;
  }

  /** One that is kept, and the receiving end that it was for, unless that is gone. */
  public static final class Entry {

    private final DeadLetter letter;
    private final WeakReference<Object> receiver;
    private final String group;

    private Entry(DeadLetter letter, Object receiver) {
      this.letter = letter;
      this.receiver = new WeakReference<>(receiver);
      this.group = receiver instanceof Sharing sharing ? sharing.group() : "";
    }

    /** What users see. */
    public DeadLetter letter() {
      return letter;
    }

    /** The group that it was for; the empty string for none. */
    public String group() {
      return group;
    }

    /** Whether it was for this one. */
    public boolean isFor(Object candidate) {
      return receiver.refersTo(candidate);
    }
  }

  /**
   * Keeps a signal, for which the oldest goes if need be.
   *
   * @param receiver whom it was for, told apart by identity
   */
  public synchronized void add(
      Object receiver,
      Signal signal,
      String pattern,
      DropReason reason,
      String description,
      int attempts) {
    DeadLetter letter =
        new DeadLetter(++lastId, signal, pattern, reason, description, attempts, clock.instant());
    keep(new Entry(letter, receiver));
  }

  /** Puts back what was taken out. */
  public synchronized void keep(Entry entry) {
    byId.put(entry.letter.id(), entry);
    if (++count > capacity) {
      byId.pollFirstEntry();
      count--;
      forgotten++;
    }
  }

  /** Takes one out, or null when there is none: nobody else has it then. */
  public synchronized @Nullable Entry take(long id) {
    Entry taken = byId.remove(id);
    count -= taken == null ? 0 : 1;
    return taken;
  }

  /** Looks one up. */
  public Optional<DeadLetter> find(long id) {
    return Optional.ofNullable(byId.get(id)).map(Entry::letter);
  }

  /** Those with ids below this one, the newest first; those that come or go meanwhile, perhaps. */
  public Stream<DeadLetter> newestFirst(long below) {
    return byId.headMap(below).descendingMap().values().stream().map(Entry::letter);
  }

  /** How many are kept. */
  public synchronized int count() {
    return count;
  }

  /** How many had to make room for newer ones. */
  public synchronized long forgotten() {
    return forgotten;
  }
}
