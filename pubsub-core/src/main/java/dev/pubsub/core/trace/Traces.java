package dev.pubsub.core.trace;

import dev.pubsub.Hop;
import dev.pubsub.Hop.Step;
import dev.pubsub.core.letter.Expiry;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.letter.Trail;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.Scheduler.Cancellable;
import dev.pubsub.spi.data.Store.Stored;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Notes the way of the first signals of every second, until they have as many steps as may be noted
 * in one, and remembers the newest steps. Of a quiet bus that is the way of all signals; a busy one
 * pays a look at a number for the others.
 */
public final class Traces implements Trail {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final String node;
  private final Clock clock;
  private final Scheduler time;
  private final AtomicInteger left = new AtomicInteger();
  private final AtomicLong next = new AtomicLong();
  private final AtomicReferenceArray<@Nullable Note> notes;
  private volatile int rate;
  private Cancellable refill = () -> {};
  private boolean closed;

  private record Note(SignalId id, String topic, Hop hop) {}

  /**
   * Nothing noted yet, nor until there is a rate.
   *
   * @param node the name of this node
   * @param capacity how many steps are remembered
   */
  public Traces(String node, int capacity, Clock clock, Scheduler time) {
    this.node = node;
    this.clock = clock;
    this.time = time;
    this.notes = new AtomicReferenceArray<>(capacity);
  }

  /** From now on so many steps are noted in a second, about; 0 for none. */
  public synchronized void limit(int steps) {
    if (!closed) {
      refill.cancel();
      rate = steps;
      left.set(steps);
    }
  }

  // By the first of a second: a bus on which nothing happens wakes nobody.
  private synchronized void beginSecond() {
    if (!closed) {
      refill = time.schedule(SECOND, this::refill);
    }
  }

  private synchronized void refill() {
    if (!closed) {
      left.set(rate);
    }
  }

  /** Notes the way of no others. */
  public synchronized void close() {
    closed = true;
    left.set(0);
    refill.cancel();
  }

  /** Whether the way of one more would be noted. */
  public boolean isOpen() {
    return left.get() > 0;
  }

  /**
   * A letter whose way is noted, if there is room for that; see {@link Letter}.
   *
   * @param receivers to how many it goes on this node, each of which is a step at least
   */
  public Letter letter(
      Signal signal, Object publisher, @Nullable Stored stored, Expiry expiry, int receivers) {
    return isOpen() && isChosen(1 + receivers)
        ? Letter.traced(signal, publisher, stored, expiry, this)
        : new Letter(signal, publisher, stored, expiry);
  }

  private boolean isChosen(int steps) {
    int before = left.getAndAdd(-steps);
    if (before == rate) {
      beginSecond();
    }
    return before > 0;
  }

  @Override
  public void note(Signal signal, Step step, String where, String detail) {
    Hop hop = new Hop(node, clock.instant(), step, where, detail);
    notes.set(
        (int) (next.getAndIncrement() % notes.length()),
        new Note(signal.id(), signal.topic(), hop));
  }

  /** What is remembered of a signal. */
  public Trace find(SignalId id) {
    long end = next.get();
    List<Note> found =
        LongStream.range(Math.max(0, end - notes.length()), end)
            .mapToObj(i -> notes.get((int) (i % notes.length())))
            .filter(note -> note != null && note.id().equals(id))
            .toList();
    return new Trace(
        found.isEmpty() ? "" : found.get(0).topic(), found.stream().map(Note::hop).toList());
  }

  /**
   * The way of a signal.
   *
   * @param topic where it was published; the empty string when nothing is known
   * @param hops in the order in which they were noted
   */
  public record Trace(String topic, List<Hop> hops) {}
}
