package dev.pubsub.core.publish;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Duplicate;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a while what came of publishes that have an id, so that none is carried out twice.
 * One that was refused is not remembered: it may be tried again.
 */
public final class Deduplication {

  /** The shortest time for which the outcome of a publish that is under way is waited for. */
  private static final Duration MOMENT = Duration.ofMillis(100);

  /** As good as for ever, and still a number of nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  /** The answer while it is not known what becomes of the first. */
  static final Rejected PENDING =
      new Rejected(
          StandardError.DUPLICATE_PENDING,
          "a publish with the same deduplication id is under way; try again",
          MOMENT);

  private final long window;
  private final int capacity;
  private final Scheduler time;
  private final Patience patience;
  private final Set<Key> underWay = new HashSet<>();
  // The oldest first, which is also the first whose time is over.
  private final Map<Key, Remembered> past = new LinkedHashMap<>();
  private long duplicates;
  private long forgotten;

  /**
   * Nothing is remembered yet.
   *
   * @param window for how long an id is remembered
   * @param capacity how many of them are; the oldest make room for new ones
   */
  public Deduplication(Duration window, int capacity, Scheduler time) {
    this.window = (window.compareTo(LONGEST) > 0 ? LONGEST : window).toNanos();
    this.capacity = capacity;
    this.time = time;
    this.patience = new Patience(time);
  }

  private record Key(String source, String topic, String id) {}

  private record Remembered(Accepted first, long until) {}

  /** Publishes, unless that was done before; waits while another thread is about to. */
  PublishResult once(
      Sender sender, String topic, PublishOptions options, Supplier<PublishResult> publish) {
    Key key = new Key(sender.source(), topic, options.deduplicationId());
    PublishResult result = attempt(key, publish);
    if (result == null) {
      Duration wanted = options.patience();
      Duration longest = wanted.compareTo(MOMENT) > 0 ? wanted : MOMENT;
      result = patience.tryAgain(longest, sender::isOpen, () -> attempt(key, publish));
    }
    return result == null ? PENDING : result;
  }

  /** Null while another publish of the same key is under way. */
  private @Nullable PublishResult attempt(Key key, Supplier<PublishResult> publish) {
    synchronized (this) {
      forgetThoseWhoseTimeIsOver();
      Remembered known = past.get(key);
      if (known != null) {
        duplicates++;
        return new Duplicate(known.first);
      }
      if (!underWay.add(key)) {
        return null;
      }
    }
    PublishResult result = null;
    try {
      result = publish.get();
      return result;
    } finally {
      settle(key, result);
    }
  }

  private synchronized void settle(Key key, @Nullable PublishResult result) {
    underWay.remove(key);
    if (result instanceof Accepted accepted) {
      past.put(key, new Remembered(accepted, time.nanoTime() + window));
      forgetThoseWhoseTimeIsOver();
      if (past.size() > capacity) {
        past.remove(past.keySet().iterator().next());
        forgotten++;
      }
    }
  }

  private void forgetThoseWhoseTimeIsOver() {
    long now = time.nanoTime();
    Iterator<Remembered> oldestFirst = past.values().iterator();
    while (oldestFirst.hasNext() && oldestFirst.next().until - now <= 0) {
      oldestFirst.remove();
    }
  }

  /** How many publishes were not carried out, since they had been before. */
  public synchronized long duplicates() {
    return duplicates;
  }

  /** How many ids had to make room for others before their time. */
  public synchronized long forgotten() {
    return forgotten;
  }
}
