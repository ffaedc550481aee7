package dev.pubsub.core.deliver;

import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.Hop.Step;
import dev.pubsub.Selection;
import dev.pubsub.Subscriber;
import dev.pubsub.core.guard.Guard;
import dev.pubsub.core.guard.GuardedOutlet;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.spi.flow.Filter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The receiving end of one subscription: calls the subscriber and counts.
 *
 * <p>{@link #run}, {@link #receive} and {@link #endOfBatch} are called by one thread at a time,
 * with a happens-before between one thread and the next; who that is, is the business of the rooms
 * above. Everything else may be used on any thread.
 */
public sealed class Receiver permits AcknowledgingReceiver, SharingReceiver {

  private static final VarHandle FILTERED;

  static {
    try {
      FILTERED = MethodHandles.lookup().findVarHandle(Receiver.class, "filtered", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long number;
  private final String principal;
  private final Subscriber subscriber;
  private volatile String pattern;
  private final Guard guard;
  private final Totals totals;

  private volatile boolean closed;
  // Made with the first loss: most subscriptions have none.
  private volatile @Nullable Losses losses;
  // Written by the one thread that delivers; read by others, who may see a moment ago.
  private long delivered;
  private volatile long filtered;
  private short progress;

  /** Ready to receive. */
  public Receiver(
      Subscriber subscriber, String pattern, Holder holder, Guard guard, Totals totals) {
    this.number = holder.number();
    this.principal = holder.principal();
    this.subscriber = subscriber;
    this.pattern = pattern;
    this.guard = guard;
    this.totals = totals;
  }

  /** The number of the subscription on its bus. */
  public final long number() {
    return number;
  }

  /** Who opened the subscription. */
  public final String principal() {
    return principal;
  }

  /** What the subscription asks for. */
  public final String pattern() {
    return pattern;
  }

  /** The subscription asks for something else from now on. */
  public final void redirect(String newPattern) {
    pattern = newPattern;
  }

  /** Whether the subscription may ask for something else. */
  public boolean mayMove() {
    return true;
  }

  /**
   * What the subscription wants.
   *
   * @param atOnce what is asked on the lane
   */
  public Selection selection(Choice atOnce) {
    return atOnce.selection();
  }

  // ---- whether a letter is wanted, on any thread

  /** Whether a letter is wanted; if not, it is counted. */
  public final boolean wants(Letter letter, Choice choice) {
    if (choice.leavesOut(letter)) {
      leaveOut(letter, choice);
      return false;
    }
    return choice.filter() == null || passes(letter, choice, choice.filter());
  }

  private boolean passes(Letter letter, Choice choice, Filter filter) {
    switch (guard.ask(filter, letter, pattern)) {
      case YES -> {
        return true;
      }
      case NO -> leaveOut(letter, choice);
      case FAILED -> lose(letter, DropReason.FAILED);
    }
    return false;
  }

  private void leaveOut(Letter letter, Choice choice) {
    if (letter.isTraced()) {
      letter.note(Step.FILTERED, pattern, choice.described(letter));
    }
    FILTERED.getAndAdd(this, 1L);
  }

  /**
   * Copies those letters of a run that are wanted; what is not wanted is counted.
   *
   * @param to the end of the run, exclusive
   * @param wanted takes them, from its beginning
   * @return how many there are
   */
  public final int choose(
      Letter[] letters, int from, int to, Choice choice, @Nullable Letter[] wanted) {
    int count = 0;
    for (int i = from; i < to; i++) {
      if (wants(letters[i], choice)) {
        wanted[count++] = letters[i];
      }
    }
    return count;
  }

  // ---- delivering

  /**
   * Delivers consecutive letters, then ends the batch.
   *
   * @param from the first; to {@code to}, no more of them than a short can count
   * @param plain whether all of them are {@linkplain Letter#isPlain plain}
   * @return how many of them the subscriber threw at
   */
  public final int run(Letter[] letters, int from, int to, boolean plain) {
    progress = 0;
    return deliver(letters, from, to, plain);
  }

  /**
   * Delivers those of consecutive letters that are wanted, then ends the batch.
   *
   * @param plain whether all letters are
   * @param wanted holds them meanwhile
   * @return how many of them the subscriber threw at
   */
  public final int run(
      Letter[] letters, int from, int to, boolean plain, Choice choice, @Nullable Letter[] wanted) {
    progress = 0;
    int count = choose(letters, from, to, choice, wanted);
    progress = (short) (to - from - count);
    int failures = count == 0 ? 0 : deliver(wanted, 0, count, plain);
    Arrays.fill(wanted, 0, count, null);
    return failures;
  }

  private int deliver(@Nullable Letter[] letters, int from, int to, boolean plain) {
    long before = delivered;
    int failures = plain ? takePlain(letters, from, to) : takeEach(letters, from, to);
    long taken = delivered - before;
    if (taken > 0) {
      totals.delivered(pattern, taken);
    }
    if (taken + failures > 0) {
      endOfBatch();
    }
    return failures;
  }

  /** A loop of its own: with all that others need in it, it takes half as long again. */
  private int takePlain(@Nullable Letter[] letters, int from, int to) {
    int failures = 0;
    for (int i = from; i < to; i++) {
      Letter letter = letters[i];
      if (closed) {
        abandon(letter);
      } else if (guard.receive(subscriber, letter, pattern)) {
        delivered++;
      } else {
        lose(letter, DropReason.FAILED);
        failures++;
      }
      progress++;
    }
    return failures;
  }

  private int takeEach(@Nullable Letter[] letters, int from, int to) {
    int failures = 0;
    for (int i = from; i < to; i++) {
      failures += take(letters[i]) ? 0 : 1;
      progress++;
    }
    return failures;
  }

  /** Delivers one letter outside a run. */
  public final Outcome receive(Letter letter) {
    long before = delivered;
    Outcome outcome =
        subscriber instanceof Supervision supervision
            ? take(letter, supervision)
            : take(letter) ? Outcome.DONE : Outcome.FAILED;
    if (delivered != before) {
      totals.delivered(pattern, 1);
    }
    return outcome;
  }

  private Outcome take(Letter letter, Supervision supervision) {
    if (isTooLate(letter)) {
      return Outcome.DONE;
    }
    boolean fine = guard.receive(supervision, letter, pattern);
    switch (supervision.verdict()) {
      case HOLD -> {
        return Outcome.HELD;
      }
      case DROP -> lose(letter, DropReason.WITHHELD);
      case SET_ASIDE -> {
        supervision.setAside(this, letter.signal(), 0);
        lose(letter, DropReason.REJECTED);
      }
      case NONE -> {
        if (!fine) {
          lose(letter, DropReason.FAILED);
          return Outcome.FAILED;
        }
        handled(letter);
      }
    }
    return Outcome.DONE;
  }

  /** False when the subscriber threw. */
  private boolean take(Letter letter) {
    if (isTooLate(letter)) {
      return true;
    }
    if (guard.receive(subscriber, letter, pattern)) {
      handled(letter);
      return true;
    }
    lose(letter, DropReason.FAILED);
    return false;
  }

  private void handled(Letter letter) {
    // What brings it to other nodes has noted that by itself.
    if (letter.isTraced() && !(subscriber instanceof GuardedOutlet)) {
      letter.note(Step.DELIVERED, pattern, "");
    }
    delivered++;
  }

  /** Whether the subscriber is not called with it any more; if so, it is counted. */
  private boolean isTooLate(Letter letter) {
    if (closed) {
      abandon(letter);
      return true;
    }
    if (letter.expires(this, pattern, 0)) {
      lose(letter, DropReason.EXPIRED);
      return true;
    }
    return false;
  }

  /** What stands in front of the subscriber, if anything does. */
  public final @Nullable Supervision supervision() {
    return subscriber instanceof Supervision supervision ? supervision : null;
  }

  /** Calls the subscriber; returns what it threw, which is in the log by then. */
  final @Nullable Throwable call(Delivery delivery) {
    return guard.call(subscriber, delivery, pattern);
  }

  final void countDelivered(long count) {
    totals.delivered(pattern, count);
  }

  /** Tells the subscriber that nothing more follows at once. */
  public final void endOfBatch() {
    if (closed) {
      guard.endOfCalls();
    } else {
      guard.endOfBatch(subscriber, pattern);
    }
  }

  /**
   * Notes how long calls took that were measured.
   *
   * @param nanos all of them together
   * @param letters how many there were
   * @param weight how many calls each of these stands for
   */
  public void took(long nanos, int letters, long weight) {
    totals.timings().took(nanos / letters, letters * weight);
  }

  /** How many letters of the present {@link #run} are done with; for a thread that looks on. */
  public final int progress() {
    return progress;
  }

  /** Whether what waits when it is closed is for somebody else. */
  public boolean handsOver() {
    return false;
  }

  /** Lets a letter go that came too late. No lock of a consumer may be held. */
  public void abandon(Letter letter) {
    lose(letter, DropReason.CLOSED);
  }

  /** Counts a letter that the subscriber will not get. */
  public final void lose(Letter letter, DropReason reason) {
    if (letter.isTraced()) {
      letter.note(Step.DROPPED, pattern, reason.name().toLowerCase(Locale.ROOT));
    }
    losses().add(reason, 1);
    totals.dropped(pattern, reason, 1);
  }

  private Losses losses() {
    Losses now = losses;
    if (now == null) {
      synchronized (this) {
        now = losses;
        if (now == null) {
          now = new Losses();
          losses = now;
        }
      }
    }
    return now;
  }

  /** Tells the subscriber that the bus has ended its subscription. */
  public final void ended() {
    guard.ended(subscriber, pattern);
    totals.happened(new BusEvent.Disconnected(totals.bus(), pattern));
  }

  /** Tells whoever looks on that the subscriber has held its lane up. */
  public final void overtaken() {
    totals.happened(new BusEvent.Overtaken(totals.bus(), pattern));
  }

  /** Tells whoever looks on that the subscriber is left alone for a while. */
  public final void quarantined(Duration rest) {
    totals.happened(new BusEvent.Quarantined(totals.bus(), pattern, rest));
  }

  /** Tells whoever looks on that the subscriber works again. */
  public final void recovered() {
    totals.happened(new BusEvent.Recovered(totals.bus(), pattern));
  }

  /** Calls the subscriber no more; letters that come after this are abandoned. */
  public void close() {
    closed = true;
  }

  /** Tells what stands in front of the subscriber that it is over. No lock may be held. */
  public final void tellOver() {
    Supervision supervision = supervision();
    if (supervision != null) {
      supervision.closed();
    }
  }

  /** Whether {@link #close} was called. */
  public final boolean isClosed() {
    return closed;
  }

  /** Handled without an exception. */
  public long delivered() {
    return delivered;
  }

  /** Attempts after the first. */
  public long redelivered() {
    return 0;
  }

  /** Thrown at. */
  public final long failed() {
    Losses now = losses;
    return now == null ? 0 : now.count(DropReason.FAILED);
  }

  /** Left out because the subscription asked not to have them. */
  public final long filtered() {
    return filtered;
  }

  /** Losses by reason, without those that are zero. */
  public final Map<DropReason, Long> dropped() {
    Losses now = losses;
    return now == null ? Map.of() : now.copy();
  }
}
