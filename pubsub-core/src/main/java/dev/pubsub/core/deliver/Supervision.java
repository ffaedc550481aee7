package dev.pubsub.core.deliver;

import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.Subscriber;
import dev.pubsub.core.deadletter.DeadLetterBox;
import dev.pubsub.core.guard.FailureLog;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.flow.SubscriptionControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber with something in front of it, and what that may do about its signals: its verdict
 * on the signal in hand is kept here until the call is over.
 */
public final class Supervision implements Subscriber, SubscriptionControl {

  /** What is to be done about the signal in hand. */
  enum Verdict {
    NONE,
    HOLD,
    DROP,
    SET_ASIDE
  }

  private final String bus;
  private final String principal;
  private final boolean acknowledges;
  private final DeadLetterBox deadLetters;
  private final FailureLog failures;
  private final String pattern;
  private volatile @Nullable Subscriber outermost;
  private volatile @Nullable Receiver receiver;
  private volatile @Nullable Brake brake;
  // Used by the thread that delivers alone.
  private Verdict verdict = Verdict.NONE;
  private String why = "";

  private final List<Runnable> atTheEnd = new ArrayList<>(1);
  private boolean over;

  /**
   * Nobody is supervised yet.
   *
   * @param deadLetters where signals are set aside
   * @param failures is told what foreign code throws at the end
   */
  public Supervision(
      String bus,
      String pattern,
      String principal,
      boolean acknowledges,
      DeadLetterBox deadLetters,
      FailureLog failures) {
    this.bus = bus;
    this.pattern = pattern;
    this.principal = principal;
    this.acknowledges = acknowledges;
    this.deadLetters = deadLetters;
    this.failures = failures;
  }

  /** Calls this one from now on. */
  public Supervision over(Subscriber wrapped) {
    outermost = wrapped;
    return this;
  }

  /** The subscription has its place. */
  public void attach(Receiver to, Brake by) {
    receiver = to;
    brake = by;
  }

  // ---- the subscriber, as the receiver calls it

  @Override
  public void receive(Delivery delivery) throws Exception {
    verdict = Verdict.NONE;
    called().receive(delivery);
  }

  @Override
  public void endOfBatch() throws Exception {
    called().endOfBatch();
  }

  @Override
  public void ended() throws Exception {
    called().ended();
  }

  private Subscriber called() {
    return Objects.requireNonNull(outermost);
  }

  /** What is to be done about the signal that was received last. */
  Verdict verdict() {
    return verdict;
  }

  /** Keeps the signal that was received last, as the verdict on it says. */
  void setAside(Receiver whose, Signal signal, int attempts) {
    deadLetters.add(whose, signal, whose.pattern(), DropReason.REJECTED, why, attempts);
  }

  // ---- what stands in front of it

  @Override
  public String bus() {
    return bus;
  }

  @Override
  public String pattern() {
    Receiver attached = receiver;
    return attached == null ? pattern : attached.pattern();
  }

  @Override
  public String principal() {
    return principal;
  }

  @Override
  public boolean acknowledges() {
    return acknowledges;
  }

  @Override
  public boolean isDecided() {
    return verdict != Verdict.NONE;
  }

  @Override
  public void hold() {
    verdict = Verdict.HOLD;
    Objects.requireNonNull(brake, "hold() is for calls of receive")
        .hold(Objects.requireNonNull(receiver));
  }

  @Override
  public void release() {
    Brake attached = brake;
    if (attached != null) {
      attached.release();
    }
  }

  @Override
  public void drop() {
    decide(Verdict.DROP);
  }

  @Override
  public void setAside(String reason) {
    why = Objects.requireNonNull(reason, "why");
    decide(Verdict.SET_ASIDE);
  }

  private void decide(Verdict last) {
    boolean wasHeld = verdict == Verdict.HOLD;
    verdict = last;
    if (wasHeld) {
      release();
    }
  }

  @Override
  public void whenClosed(Runnable task) {
    synchronized (this) {
      if (!over) {
        atTheEnd.add(task);
        return;
      }
    }
    guarded(task);
  }

  /** Whether somebody waits for the end of the subscription. */
  public synchronized boolean isAwaited() {
    return !atTheEnd.isEmpty();
  }

  /** The subscription has ended. Ending twice does nothing. */
  public void closed() {
    List<Runnable> tasks;
    synchronized (this) {
      over = true;
      tasks = List.copyOf(atTheEnd);
      atTheEnd.clear();
    }
    tasks.forEach(this::guarded);
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      failures.failed(pattern(), e);
    }
  }
}
