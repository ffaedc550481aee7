package dev.pubsub.core.store;

import dev.pubsub.signal.Signal;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.spi.data.Store;
import dev.pubsub.topic.TopicPattern;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest signals of each topic in memory, exactly as many as the caller asks for. Bytes
 * are an estimate, see {@link Footprint}; only signals that are appended with a bound on them are
 * measured.
 *
 * <p>Appends to different topics meet at one counter only: a place in the sequence over all topics
 * is taken under the lock of the topic's own log. A reader first looks at the counter, then goes
 * from log to log. When it has a log's lock, every signal of that topic with a place up to the
 * counter as it was is in there; later ones it leaves out. So what it returns is the sequence up to
 * one place without a hole, though no lock is held over all topics.
 *
 * <p>What was kept elsewhere gets the places below all others. A reader looks at none below the
 * floor, which is lowered when all of it is in the logs.
 *
 * <p>A topic that was forgotten leaves an empty log, which remembers where it was cut. Of these the
 * newest {@value #FORGOTTEN_MAX} are kept; of the others it is only known that something was lost
 * before a horizon, and a position from before it is answered with a gap whatever the pattern.
 */
public final class MemoryStore implements Store {

  private static final int FORGOTTEN_MAX = 10_000;

  /** How much is looked at or freed in one go. */
  private static final int STRIDE = 4096;

  private static final Comparator<Kept> OLDEST_FIRST =
      (one, other) -> Long.compare(one.sequence(), other.sequence());

  private final Positions positions;
  private final Now now;
  private final Instant begun;
  private final int forgottenMax;
  private final ConcurrentMap<String, TopicLog> logs = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Cursor> cursors = new ConcurrentHashMap<>();
  private final Set<String> forgotten = new LinkedHashSet<>();

  /** Written by whoever holds the lock of the forgotten. */
  private volatile TopicLog.Cut horizon = TopicLog.Cut.NONE;

  // Of the one thread that trims.
  private @Nullable Iterator<TopicLog> untrimmed;
  private @Nullable TopicLog trimming;

  /**
   * An empty store.
   *
   * @param random names this life of it
   * @param clock by which signals grow old
   */
  public MemoryStore(RandomGenerator random, Clock clock) {
    this(random, clock, FORGOTTEN_MAX);
  }

  MemoryStore(RandomGenerator random, Clock clock, int forgottenMax) {
    this.positions = new Positions(random.nextLong());
    this.now = new Now(clock);
    this.begun = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    this.forgottenMax = forgottenMax;
  }

  @Override
  public Stored append(Signal signal, Retention keep) {
    Kept kept;
    do {
      kept = log(signal.topic()).append(signal, keep, positions, now);
    } while (kept == null);
    return kept;
  }

  @Override
  public synchronized int prepend(List<Signal> past, Function<String, Optional<Retention>> keep) {
    Map<String, Optional<Past>> topics = new HashMap<>();
    long place = positions.floor();
    for (int i = past.size() - 1; i >= 0; i--) {
      Signal signal = past.get(i);
      Optional<Past> topic =
          topics.computeIfAbsent(signal.topic(), name -> keep.apply(name).map(Past::new));
      if (topic.isPresent()) {
        topic.get().add(positions, place, signal);
        place--;
      }
    }
    topics.forEach((name, topic) -> topic.ifPresent(found -> prepend(name, found)));
    int taken = (int) (positions.floor() - place);
    positions.lower(taken);
    return taken;
  }

  private void prepend(String topic, Past past) {
    boolean done;
    do {
      done = log(topic).prepend(past.newestFirst(), past.keep(), now);
    } while (!done);
  }

  @Override
  public void keep(String topic, Retention keep) {
    @Nullable TopicLog log = logs.get(topic);
    if (log != null) {
      log.keep(keep, now);
    }
  }

  private TopicLog log(String topic) {
    TopicLog log = logs.get(topic);
    return log != null ? log : logs.computeIfAbsent(topic, name -> new TopicLog());
  }

  @Override
  public Reading read(TopicPattern pattern, String position, int limit) {
    // First: no place in the sequence is given away between this and what is read.
    long upTo = positions.latest();
    OptionalLong known = positions.read(position);
    // An unknown position stands before everything.
    long after = known.orElseGet(positions::floor);
    return read(pattern, Start.after(after), upTo, limit, known.isEmpty());
  }

  @Override
  public Reading read(TopicPattern pattern, Instant since, int limit) {
    long upTo = positions.latest();
    Start start = Start.since(Now.millis(since), positions.floor());
    return read(pattern, start, upTo, limit, since.isBefore(begun));
  }

  private Reading read(TopicPattern pattern, Start start, long upTo, int limit, boolean unknown) {
    Queue<Kept> oldest = new PriorityQueue<>(OLDEST_FIRST.reversed());
    boolean[] gap = {unknown};
    forEachLog(
        pattern,
        log -> {
          Deque<Kept> found = new ArrayDeque<>();
          gap[0] |= log.copy(start, upTo, now, limit, found);
          found.forEach(kept -> offerOldest(kept, oldest, limit));
        });
    TopicLog.Cut lost = horizon;
    return new Reading(
        oldest.stream().sorted(OLDEST_FIRST).map(Stored.class::cast).toList(),
        gap[0] || start.isBefore(lost.sequence(), lost.time()));
  }

  /** Keeps a signal if it is among the oldest. */
  private static void offerOldest(Kept kept, Queue<Kept> oldest, int limit) {
    oldest.add(kept);
    if (oldest.size() > limit) {
      oldest.remove();
    }
  }

  @Override
  public List<Stored> last(TopicPattern pattern, int count) {
    long upTo = positions.latest();
    Queue<Kept> newest = new PriorityQueue<>(OLDEST_FIRST);
    long floor = positions.floor();
    forEachLog(
        pattern,
        log ->
            log.eachNewestFirst(
                upTo, now, kept -> kept.sequence() > floor && offer(kept, newest, count)));
    return newest.stream().sorted(OLDEST_FIRST).map(Stored.class::cast).toList();
  }

  /** Keeps a signal if it is among the newest; false when those before it cannot be either. */
  private static boolean offer(Kept kept, Queue<Kept> newest, int count) {
    if (newest.size() >= count) {
      if (newest.element().sequence() > kept.sequence()) {
        return false;
      }
      newest.remove();
    }
    return newest.add(kept);
  }

  private void forEachLog(TopicPattern pattern, Consumer<TopicLog> visitor) {
    if (pattern.isExact()) {
      Optional.ofNullable(logs.get(pattern.text())).ifPresent(visitor);
    } else {
      logs.forEach(
          (topic, log) -> {
            if (pattern.matches(topic)) {
              visitor.accept(log);
            }
          });
    }
  }

  @Override
  public String end() {
    return positions.write(positions.latest());
  }

  @Override
  public void forget(String topic) {
    @Nullable TopicLog log = logs.get(topic);
    if (log != null) {
      log.forget();
      remember(topic);
    }
  }

  @Override
  public void saveCursor(Cursor cursor) {
    cursors.put(cursor.name(), cursor);
  }

  @Override
  public void removeCursor(String name) {
    cursors.remove(name);
  }

  @Override
  public List<Cursor> cursors() {
    return List.copyOf(cursors.values());
  }

  @Override
  public boolean trim() {
    for (int left = STRIDE; left > 0; left--) {
      if (trimming == null) {
        if (untrimmed == null) {
          untrimmed = logs.values().iterator();
        }
        if (!untrimmed.hasNext()) {
          untrimmed = null;
          return false;
        }
        trimming = untrimmed.next();
      }
      int freed = trimming.expire(now, left);
      if (freed < left) {
        trimming = null;
      }
      left -= freed;
    }
    return true;
  }

  private void remember(String topic) {
    synchronized (forgotten) {
      forgotten.remove(topic);
      forgotten.add(topic);
      if (forgotten.size() > forgottenMax) {
        String oldest = forgotten.iterator().next();
        forgotten.remove(oldest);
        logs.computeIfPresent(oldest, (name, log) -> putAway(log));
      }
    }
  }

  private @Nullable TopicLog putAway(TopicLog log) {
    Optional<TopicLog.Cut> lost = log.retire();
    lost.ifPresent(cut -> horizon = horizon.or(cut));
    return lost.isPresent() ? null : log;
  }
}
