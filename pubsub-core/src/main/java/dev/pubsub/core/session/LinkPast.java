package dev.pubsub.core.session;

import dev.pubsub.StartAt;
import dev.pubsub.core.catalog.Catalog;
import dev.pubsub.core.catalog.Topic;
import dev.pubsub.core.store.History;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.NodeHeaders;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.Scheduler.Cancellable;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.spi.data.Store.Stored;
import dev.pubsub.topic.TopicPattern;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the histories of several nodes give to each other by a link. */
final class LinkPast {

  /** What was on its way when it was put in has come by then. */
  private static final Duration KNOWN_FOR = Duration.ofMinutes(10);

  private final History history;
  private final Catalog catalog;
  private final Clock clock;
  private final Scheduler time;
  private final AtomicBoolean remembered = new AtomicBoolean();

  /** What was put in; null when there is none. Set within a step of the history. */
  private volatile @Nullable Set<SignalId> known;

  private Cancellable oblivion = () -> {};
  private boolean closed;

  LinkPast(BusParts bus) {
    this.history = bus.history();
    this.catalog = bus.catalog();
    this.clock = bus.clock();
    this.time = bus.time();
  }

  /** What the history has of some topics, in its order. */
  List<Signal> kept(List<String> patterns) {
    List<TopicPattern> wanted = patterns.stream().flatMap(this::parsed).distinct().toList();
    if (wanted.isEmpty() || !history.isKept()) {
      return List.of();
    }
    // Whoever took a step by a way that was known before has kept its signal after this one.
    history.step(() -> true);
    return read(wanted).stream()
        .map(Stored::signal)
        // That was for one node alone.
        .filter(signal -> signal.headers().get(NodeHeaders.TO).isEmpty())
        .toList();
  }

  private Stream<TopicPattern> parsed(String pattern) {
    try {
      return Stream.of(parse(pattern));
    } catch (PubSubException e) {
      // Other nodes may write their names otherwise.
      return Stream.empty();
    }
  }

  private TopicPattern parse(String pattern) {
    return TopicPattern.parse(pattern, catalog.syntax());
  }

  /** Of several patterns one reading, for only that has all in their order. */
  private List<Stored> read(List<TopicPattern> wanted) {
    if (wanted.size() == 1) {
      return all(wanted.get(0));
    }
    return all(parse("**")).stream()
        .filter(
            stored -> wanted.stream().anyMatch(pattern -> pattern.matches(stored.signal().topic())))
        .toList();
  }

  private List<Stored> all(TopicPattern pattern) {
    return history.read(pattern, StartAt.last(Integer.MAX_VALUE), Integer.MAX_VALUE).signals();
  }

  /** Puts signals in front of what is kept, once; returns how many. */
  int remember(List<Signal> past) {
    return remembered.compareAndSet(false, true) ? history.step(() -> putInFront(past)) : 0;
  }

  private int putInFront(List<Signal> past) {
    List<Signal> keepable = past.stream().filter(this::isKeepable).toList();
    List<Signal> missing = keepable.stream().filter(missing(keepable)).toList();
    if (missing.isEmpty()) {
      return 0;
    }
    int put = history.prepend(missing, this::keep);
    if (put > 0) {
      know(missing.stream().map(Signal::id).collect(Collectors.toSet()));
    }
    return put;
  }

  private boolean isKeepable(Signal signal) {
    return !signal.isExpiredAt(clock.millis())
        // Asked first: no topic is made for what is left out.
        && catalog.keeps(signal.topic())
        && catalog.obtain(signal.topic()) instanceof Topic topic
        && topic.keep() != null;
  }

  private Optional<Retention> keep(String topic) {
    return Optional.ofNullable(catalog.find(topic)).map(Topic::keep);
  }

  /** Tells those that are not in their topics' history, the first of each identity. */
  private Predicate<Signal> missing(List<Signal> signals) {
    Set<SignalId> there = new HashSet<>();
    signals.stream()
        .map(Signal::topic)
        .distinct()
        .forEach(topic -> all(parse(topic)).forEach(stored -> there.add(stored.signal().id())));
    return signal -> there.add(signal.id());
  }

  private synchronized void know(Set<SignalId> ids) {
    if (!closed) {
      known = ids;
      oblivion = time.schedule(KNOWN_FOR, () -> known = null);
    }
  }

  /** Whether a signal was put in here not long ago. */
  boolean has(SignalId id) {
    Set<SignalId> ids = known;
    return ids != null && ids.contains(id);
  }

  /** Lets go of what was put in. */
  synchronized void close() {
    closed = true;
    oblivion.cancel();
    known = null;
  }
}
