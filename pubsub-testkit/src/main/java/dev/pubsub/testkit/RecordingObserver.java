package dev.pubsub.testkit;

import dev.pubsub.DropReason;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.spi.flow.Observer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Remembers what it is told, for a test to wait for and look at. Any thread may use it. */
public final class RecordingObserver implements Observer {

  private final Lock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();
  private final List<Seen> seen = new ArrayList<>();

  /** Has seen nothing yet. */
  public RecordingObserver() {}

  /** One thing that it was told. */
  public sealed interface Seen {}

  /**
   * A call of {@link Observer#published}.
   *
   * @param bus the name of the bus
   * @param topic the full name of the topic
   * @param matched how many subscriptions it matched
   * @param dropped for how many of them there was no room
   */
  public record Published(String bus, String topic, int matched, int dropped) implements Seen {}

  /**
   * A call of {@link Observer#rejected}.
   *
   * @param bus the name of the bus
   * @param topic as the publisher gave it
   * @param code the stable code
   */
  public record Rejected(String bus, String topic, String code) implements Seen {}

  /**
   * A call of {@link Observer#delivered}.
   *
   * @param bus the name of the bus
   * @param pattern what the subscription asked for
   * @param count how many
   */
  public record Delivered(String bus, String pattern, long count) implements Seen {}

  /**
   * A call of {@link Observer#dropped}.
   *
   * @param bus the name of the bus
   * @param pattern what the subscription asked for
   * @param reason why
   * @param count how many
   */
  public record Dropped(String bus, String pattern, DropReason reason, long count)
      implements Seen {}

  /**
   * A call of {@link Observer#happened}.
   *
   * @param event what
   */
  public record Happened(BusEvent event) implements Seen {}

  @Override
  public void published(String bus, String topic, int matched, int dropped) {
    add(new Published(bus, topic, matched, dropped));
  }

  @Override
  public void rejected(String bus, String topic, String code) {
    add(new Rejected(bus, topic, code));
  }

  @Override
  public void delivered(String bus, String pattern, long count) {
    add(new Delivered(bus, pattern, count));
  }

  @Override
  public void dropped(String bus, String pattern, DropReason reason, long count) {
    add(new Dropped(bus, pattern, reason, count));
  }

  @Override
  public void happened(BusEvent event) {
    add(new Happened(event));
  }

  private void add(Seen one) {
    lock.lock();
    try {
      seen.add(one);
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * What it was told so far.
   *
   * @return in the order in which it was told
   */
  public List<Seen> seen() {
    lock.lock();
    try {
      return List.copyOf(seen);
    } finally {
      lock.unlock();
    }
  }

  /**
   * What it was told of one kind.
   *
   * @param kind which kind
   * @param <T> which kind
   * @return in the order in which it was told
   */
  public <T extends Seen> List<T> seen(Class<T> kind) {
    return seen().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * The rare things that happened.
   *
   * @return in the order in which it was told
   */
  public List<BusEvent> events() {
    return seen(Happened.class).stream().map(Happened::event).toList();
  }

  /**
   * Waits until it was told one thing.
   *
   * @param expected what
   * @param patience how long to wait at most
   * @throws AssertionError when it was not told by then
   * @throws InterruptedException when the thread is interrupted
   */
  public void await(Seen expected, Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (!seen.contains(expected)) {
        if (left <= 0) {
          throw new AssertionError("waited for " + expected + ", saw " + seen);
        }
        left = told.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
