package dev.pubsub.testkit;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.spi.flow.SubscriptionControl;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the subscription that a {@link dev.pubsub.spi.flow.SubscriberDecorator} is given, and
 * remembers what is done about its signals. Any thread may use it; signals are handed over with
 * {@link #deliver}, one at a time.
 */
public final class RecordingControl implements SubscriptionControl {

  /** What came of a signal. */
  public enum Verdict {
    /** The call returned, and nobody decided otherwise. */
    PASSED,
    /** The call threw, and nobody decided otherwise. */
    FAILED,
    /** It is the next again, once it is released. */
    HELD,
    /** It was taken out. */
    DROPPED,
    /** It is among the dead letters. */
    SET_ASIDE
  }

  private final String pattern;
  private final String principal;
  private final boolean acknowledges;
  private final List<String> calls = new ArrayList<>();
  private final List<String> outOfTurn = new ArrayList<>();
  private final List<Runnable> atTheEnd = new ArrayList<>();
  private @Nullable Thread calling;
  private @Nullable Verdict verdict;
  private boolean held;
  private boolean ended;

  /**
   * A subscription on the bus {@code default}.
   *
   * @param pattern what it asks for
   * @param principal who subscribed
   * @param acknowledges whether it acknowledges
   */
  public RecordingControl(String pattern, String principal, boolean acknowledges) {
    this.pattern = pattern;
    this.principal = principal;
    this.acknowledges = acknowledges;
  }

  /** One of {@code ann} to {@code a}, which does not acknowledge. */
  public RecordingControl() {
    this("a", "ann", false);
  }

  /**
   * Hands a signal over, as the bus does.
   *
   * @param to what the decorator put in front of the subscriber
   * @param delivery the signal
   * @return what came of it
   */
  public Verdict deliver(Subscriber to, Delivery delivery) {
    synchronized (this) {
      calling = Thread.currentThread();
      verdict = null;
    }
    Verdict undecided;
    try {
      to.receive(delivery);
      undecided = Verdict.PASSED;
    } catch (Exception | LinkageError e) {
      undecided = Verdict.FAILED;
    }
    synchronized (this) {
      calling = null;
      return verdict == null ? undecided : verdict;
    }
  }

  /** Ends the subscription; more than once does nothing. */
  public void end() {
    List<Runnable> tasks;
    synchronized (this) {
      ended = true;
      tasks = List.copyOf(atTheEnd);
      atTheEnd.clear();
    }
    tasks.forEach(Runnable::run);
  }

  /**
   * What was called that does something.
   *
   * @return in order: {@code hold}, {@code release}, {@code drop}, {@code setAside} and its reason
   */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /**
   * What was called about the signal in hand when there was none, or on another thread.
   *
   * @return in order, as {@link #calls}
   */
  public synchronized List<String> outOfTurn() {
    return List.copyOf(outOfTurn);
  }

  /**
   * Whether deliveries are held back.
   *
   * @return whether a hold has not been released, or taken back by a later decision on its signal
   */
  public synchronized boolean isHeld() {
    return held;
  }

  @Override
  public String bus() {
    return "default";
  }

  @Override
  public String pattern() {
    return pattern;
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
  public synchronized void hold() {
    decide(Verdict.HELD, "hold");
  }

  @Override
  public synchronized void release() {
    calls.add("release");
    held = false;
  }

  @Override
  public synchronized void drop() {
    decide(Verdict.DROPPED, "drop");
  }

  @Override
  public synchronized void setAside(String why) {
    decide(Verdict.SET_ASIDE, "setAside " + why);
  }

  private void decide(Verdict now, String call) {
    calls.add(call);
    if (Thread.currentThread() != calling) {
      outOfTurn.add(call);
      return;
    }
    held = now == Verdict.HELD || (held && verdict != Verdict.HELD);
    verdict = now;
  }

  @Override
  public synchronized boolean isDecided() {
    if (Thread.currentThread() != calling) {
      outOfTurn.add("isDecided");
    }
    return verdict != null;
  }

  @Override
  public void whenClosed(Runnable task) {
    synchronized (this) {
      if (!ended) {
        atTheEnd.add(task);
        return;
      }
    }
    task.run();
  }
}
