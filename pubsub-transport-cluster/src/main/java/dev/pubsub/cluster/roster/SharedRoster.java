package dev.pubsub.cluster.roster;

import dev.pubsub.cluster.replica.LocalSet;
import dev.pubsub.cluster.replica.RemoteSets;
import dev.pubsub.cluster.replica.Shared;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.spi.cluster.Roster;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A roster whose entries are told to the other nodes, and that shows theirs. Of a key that several
 * nodes have, its own is seen, or else that of the oldest.
 *
 * @param <K> the keys
 * @param <V> the values, told apart by equals
 */
final class SharedRoster<K, V> implements Roster<K, V>, Shared {

  private static final Logger LOG = LoggerFactory.getLogger(SharedRoster.class);

  private final String self;
  private final EntryText<K, V> texts;
  private final LocalSet local;
  private final RemoteSets remote = new RemoteSets(this::heard);
  private final Consumer<Shared> gather;
  private final ToIntFunction<String> ages;
  private final Map<K, Held<V>> all = new ConcurrentHashMap<>();
  private final Map<K, V> entries = new Seen<>(all);
  // Keys that several nodes have, and perhaps some that several had.
  private final Set<K> contested = ConcurrentHashMap.newKeySet();
  private final List<Watcher<? super K, ? super V>> watchers = new CopyOnWriteArrayList<>();

  /**
   * Empty.
   *
   * @param self the name of this node
   * @param texts how entries are written
   * @param local what the others are told of
   * @param gather has them told when it has changed
   * @param ages the place of a node among the nodes, this one first and then the oldest
   */
  SharedRoster(
      String self,
      EntryText<K, V> texts,
      LocalSet local,
      Consumer<Shared> gather,
      ToIntFunction<String> ages) {
    this.self = self;
    this.texts = texts;
    this.local = local;
    this.gather = gather;
    this.ages = ages;
  }

  @Override
  public LocalSet local() {
    return local;
  }

  @Override
  public RemoteSets remote() {
    return remote;
  }

  /** What has changed was heard entry by entry. */
  @Override
  public void changed() {}

  // ---- entries of this node

  @Override
  public Optional<V> put(K key, V value) {
    String text = texts.write(key, value);
    Before<V> before = new Before<>();
    all.compute(
        key,
        (same, held) -> {
          before.value = Held.of(held, self);
          return own(key, held, value, text);
        });
    return Optional.ofNullable(before.value);
  }

  /** What was there, for whoever changes it under the lock of its key. */
  private static final class Before<V> {
    @Nullable V value;
  }

  private Held<V> own(K key, @Nullable Held<V> held, V value, String text) {
    V before = Held.of(held, self);
    noteContest(key, held, self);
    Held<V> now = Held.with(held, self, value, ages);
    show(key, held, now);
    if (before == null) {
      tellContest(key, value, held);
    } else {
      tell(texts.write(key, before), false);
    }
    tell(text, true);
    return now;
  }

  @Override
  public boolean putIfAbsent(K key, V value) {
    Held<V> there = all.get(key);
    if (there != null) {
      return false;
    }
    String text = texts.write(key, value);
    boolean[] put = {false};
    all.computeIfAbsent(
        key,
        same -> {
          put[0] = true;
          return own(key, null, value, text);
        });
    return put[0];
  }

  @Override
  public Optional<V> update(K key, UnaryOperator<V> change) {
    Before<V> after = new Before<>();
    all.computeIfPresent(
        key,
        (same, held) -> {
          V before = Held.of(held, self);
          if (before == null) {
            return held;
          }
          V value = Objects.requireNonNull(change.apply(before));
          after.value = value;
          return own(key, held, value, texts.write(key, value));
        });
    return Optional.ofNullable(after.value);
  }

  @Override
  public Optional<V> remove(K key) {
    Before<V> gone = new Before<>();
    all.computeIfPresent(
        key,
        (same, held) -> {
          V mine = Held.of(held, self);
          if (mine == null) {
            return held;
          }
          gone.value = mine;
          Held<V> rest = Held.without(held, self);
          show(key, held, rest);
          tell(texts.write(key, mine), false);
          return rest;
        });
    return Optional.ofNullable(gone.value);
  }

  private void tell(String text, boolean present) {
    if (local.change(text, present)) {
      gather.accept(this);
    }
  }

  // ---- entries of others

  private void heard(Node from, List<String> added, List<String> removed) {
    String node = from.name();
    List<Map.Entry<K, V>> now = read(added);
    Set<K> kept = new HashSet<>();
    now.forEach(entry -> kept.add(entry.getKey()));
    now.forEach(entry -> theirs(node, entry.getKey(), entry.getValue()));
    for (Map.Entry<K, V> gone : read(removed)) {
      // Another value in its place is no going.
      if (!kept.contains(gone.getKey())) {
        notTheirs(node, gone.getKey(), gone.getValue());
      }
    }
  }

  private List<Map.Entry<K, V>> read(List<String> written) {
    List<Map.Entry<K, V>> read = new ArrayList<>(written.size());
    written.forEach(text -> texts.read(text).ifPresent(read::add));
    return read;
  }

  private void theirs(String node, K key, V value) {
    all.compute(
        key,
        (same, held) -> {
          noteContest(key, held, node);
          Held<V> now = Held.with(held, node, value, ages);
          showWhatIsHeard(key, held, now);
          V mine = Held.of(held, self);
          if (mine != null && Held.of(held, node) == null) {
            tellContest(key, mine, new Held<>(node, value, null));
          }
          return now;
        });
  }

  private void notTheirs(String node, K key, V value) {
    all.computeIfPresent(
        key,
        (same, held) -> {
          if (!value.equals(Held.of(held, node))) {
            return held;
          }
          Held<V> rest = Held.without(held, node);
          showWhatIsHeard(key, held, rest);
          return rest;
        });
  }

  /** The nodes are in another order than before. */
  void reorder() {
    for (K key : contested) {
      all.computeIfPresent(
          key,
          (same, held) -> {
            Held<V> now = held.sorted(ages);
            showWhatIsHeard(key, held, now);
            return now;
          });
    }
  }

  /** Before the ages are looked at: if these change from now on, the key is looked at again. */
  private void noteContest(K key, @Nullable Held<V> held, String node) {
    if (held != null && (held.younger() != null || !held.node().equals(node))) {
      contested.add(key);
    }
  }

  /** Tells of others who have what this node has. */
  private void tellContest(K key, V mine, @Nullable Held<V> others) {
    for (Held<V> each = others; each != null; each = each.younger()) {
      V theirs = each.value();
      guarded(() -> watchers.forEach(watcher -> watcher.contested(key, mine, theirs)));
    }
  }

  /** The same for what cannot be kept from happening by a watcher that throws. */
  private void showWhatIsHeard(K key, @Nullable Held<V> before, @Nullable Held<V> now) {
    guarded(() -> show(key, before, now));
  }

  private void guarded(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException | Error e) {
      LOG.warn("Who watches the roster '{}' threw an exception", texts.roster(), e);
    }
  }

  /** Tells what is seen now, if that is something else than before; under the lock of the key. */
  private void show(K key, @Nullable Held<V> before, @Nullable Held<V> now) {
    if (now == null || now.younger() == null) {
      contested.remove(key);
    }
    boolean isSame =
        before != null
            && now != null
            && before.node().equals(now.node())
            && before.value() == now.value();
    if (!isSame) {
      Optional<V> was = Optional.ofNullable(before).map(Held::value);
      Optional<V> is = Optional.ofNullable(now).map(Held::value);
      watchers.forEach(watcher -> watcher.changed(key, was, is));
    }
  }

  // ---- all entries

  @Override
  public Map<K, V> entries() {
    return entries;
  }

  @Override
  public Optional<String> owner(K key) {
    return Optional.ofNullable(all.get(key)).map(Held::node);
  }

  @Override
  public AutoCloseable watch(Watcher<? super K, ? super V> watcher) {
    // Wrapped, so that one who watches twice can end each by itself.
    Watcher<K, V> own =
        new Watcher<>() {
          @Override
          public void changed(K key, Optional<? extends V> before, Optional<? extends V> after) {
            watcher.changed(key, before, after);
          }

          @Override
          public void contested(K key, V mine, V other) {
            watcher.contested(key, mine, other);
          }
        };
    watchers.add(own);
    return () -> watchers.remove(own);
  }
}
