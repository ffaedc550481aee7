package dev.pubsub.verification.soak;

import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.Subscriber;
import dev.pubsub.SubscriptionStats;
import dev.pubsub.signal.Priority;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A subscriber that believes the numbers it receives and nothing else, and notes each promise that
 * is broken. Calls that are running when a subscription is closed are seen to their end, so one
 * call may begin after {@link #closed}.
 */
class Witness implements Subscriber {

  /** How it behaves. */
  enum Manner {
    PROMPT,
    SLOW,
    THROWING
  }

  final Random random;
  private final Manner manner;
  private final Books books;
  private final AtomicInteger inside;
  private final int withoutPublisher;
  private final Map<Line, Integer> last = new HashMap<>();

  private long received;
  private long thrown;
  private int[] latestWhenClosed = {};
  private int callsWhenClosed;
  private final List<String> faults = new ArrayList<>();

  /**
   * Nothing is received yet.
   *
   * @param inside how many calls run at once of those that may not
   * @param withoutPublisher whose marks it must not receive; -1 for nobody
   */
  Witness(Manner manner, Books books, AtomicInteger inside, int withoutPublisher, Random random) {
    this.manner = manner;
    this.books = books;
    this.inside = inside;
    this.withoutPublisher = withoutPublisher;
    this.random = random;
  }

  @Override
  public final void receive(Delivery delivery) {
    boolean alone = inside.incrementAndGet() == 1;
    try {
      note(alone, delivery);
      handle(delivery, (Mark) delivery.signal().payload());
    } finally {
      inside.decrementAndGet();
    }
  }

  private synchronized void note(boolean alone, Delivery delivery) {
    Mark mark = (Mark) delivery.signal().payload();
    received++;
    expect(alone, "called by two threads at once", mark);
    expect(mark.publisher() != withoutPublisher, "received what it left out", mark);
    if (latestWhenClosed.length > 0) {
      expect(++callsWhenClosed <= 1, "called again after it was closed", mark);
      expect(
          mark.number() <= latestWhenClosed[mark.sequence()],
          "received what was published after it was closed",
          mark);
    }
    check(delivery, mark);
  }

  final void expect(boolean kept, String otherwise, Mark mark) {
    if (!kept && faults.size() < 5) {
      faults.add(otherwise + ": " + mark);
    }
  }

  /** Whether it may receive this now; under the lock. */
  void check(Delivery delivery, Mark mark) {
    Line line = new Line(mark.sequence(), delivery.signal().priority());
    Integer before = last.put(line, mark.number());
    expect(
        before == null || mark.number() > before, "twice or out of order, behind " + before, mark);
  }

  /** What keeps its order: the more urgent may overtake. */
  private record Line(int sequence, Priority priority) {}

  /** Does something about it; without the lock. */
  void handle(Delivery delivery, Mark mark) {
    behave();
  }

  final void behave() {
    if (manner == Manner.SLOW) {
      LockSupport.parkNanos(random.nextInt(500) == 0 ? 5_000_000 : random.nextInt(20_000));
    } else if (manner == Manner.THROWING && random.nextInt(8) == 0) {
      synchronized (this) {
        thrown++;
      }
      throw new IllegalStateException("thrown on purpose");
    }
  }

  /** The subscription is closed, whoever closed it. */
  final synchronized void closed() {
    if (latestWhenClosed.length == 0) {
      latestWhenClosed = books.latest();
    }
  }

  @Override
  public final void ended() {
    closed();
  }

  final boolean isClosed() {
    return latestWhenClosed.length > 0;
  }

  /** How many came to a good end, as far as it knows itself. */
  synchronized long delivered(SubscriptionStats stats) {
    return received - thrown;
  }

  /** What was broken, by what it saw and by what it is told now that all is quiet. */
  synchronized List<String> faults(SubscriptionStats told) {
    List<String> all = new ArrayList<>(faults);
    if (told.delivered() != delivered(told)) {
      all.add("it knows of %d deliveries".formatted(delivered(told)));
    }
    if (count(told, DropReason.FAILED) != thrown) {
      all.add("it has thrown %d times".formatted(thrown));
    }
    return all;
  }

  static long count(SubscriptionStats told, DropReason reason) {
    return told.dropped().getOrDefault(reason, 0L);
  }
}
