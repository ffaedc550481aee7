package dev.pubsub.core.deadletter;

import dev.pubsub.DeadLetters.DeadLetter;
import dev.pubsub.DropReason;
import dev.pubsub.core.store.Footprint;
import dev.pubsub.signal.Signal;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The dead letters of a bus in memory: the newest of them, up to their bounds. Any thread. */
public final class DeadLetterBox {

  private static final int LONGEST_DESCRIPTION = 500;

  private final long maxBytes;
  private final Clock clock;
  // Read without the lock, under which it is changed and counted.
  private final ConcurrentSkipListMap<Long, Entry> byId = new ConcurrentSkipListMap<>();
  private int capacity;
  private int count;
  private long bytes;
  private long lastId;
  private long forgotten;

  /**
   * An empty box.
   *
   * @param capacity how many it keeps
   * @param maxBytes what all of them may take up, by and large; the newest alone may take up more
   */
  public DeadLetterBox(int capacity, long maxBytes, Clock clock) {
    this.capacity = capacity;
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  /** One that is kept, and the receiving end that it was for, unless that is gone. */
  public static final class Entry {

    private final DeadLetter letter;
    private final WeakReference<Object> receiver;
    private final String group;
    private final int bytes;

    private Entry(DeadLetter letter, Object receiver, int bytes) {
      this.letter = letter;
      this.bytes = bytes;
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
   * Keeps a signal, for which the oldest go if need be.
   *
   * @param receiver whom it was for, told apart by identity
   * @param description of which the first 500 characters are kept
   */
  public void add(
      Object receiver,
      Signal signal,
      String pattern,
      DropReason reason,
      String description,
      int attempts) {
    String kept = description.substring(0, Math.min(description.length(), LONGEST_DESCRIPTION));
    int size = Footprint.of(signal);
    synchronized (this) {
      DeadLetter letter =
          new DeadLetter(++lastId, signal, pattern, reason, kept, attempts, clock.instant());
      keep(new Entry(letter, receiver, size));
    }
  }

  /** From now on so many are kept; the oldest of more go at once. */
  public synchronized void limit(int letters) {
    capacity = letters;
    forgetOldest();
  }

  /** Puts back what was taken out. */
  public synchronized void keep(Entry entry) {
    byId.put(entry.letter.id(), entry);
    count++;
    bytes += entry.bytes;
    forgetOldest();
  }

  private void forgetOldest() {
    while (count > capacity || (bytes > maxBytes && count > 1)) {
      leave(byId.pollFirstEntry().getValue());
      forgotten++;
    }
  }

  private void leave(Entry entry) {
    count--;
    bytes -= entry.bytes;
  }

  /** Takes one out, or null when there is none: nobody else has it then. */
  public synchronized @Nullable Entry take(long id) {
    Entry taken = byId.remove(id);
    if (taken != null) {
      leave(taken);
    }
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
