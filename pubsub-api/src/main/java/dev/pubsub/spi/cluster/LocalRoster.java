package dev.pubsub.spi.cluster;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** The roster of a node that knows no other. Watchers are told under the lock of their key. */
final class LocalRoster<K, V> implements Roster<K, V> {

  private final String node;
  private final ConcurrentMap<K, V> entries = new ConcurrentHashMap<>();
  private final List<Watcher<? super K, ? super V>> watchers = new CopyOnWriteArrayList<>();

  LocalRoster(String node) {
    this.node = node;
  }

  @Override
  public Optional<V> put(K key, V value) {
    return change(key, Optional.of(value));
  }

  @Override
  public Optional<V> remove(K key) {
    return change(key, Optional.empty());
  }

  private Optional<V> change(K key, Optional<V> after) {
    AtomicReference<Optional<V>> was = new AtomicReference<>(Optional.empty());
    entries.compute(
        key,
        (same, there) -> {
          Optional<V> before = Optional.ofNullable(there);
          if (before.isPresent() || after.isPresent()) {
            tell(key, before, after);
          }
          was.setPlain(before);
          return after.orElse(null);
        });
    return was.getPlain();
  }

  @Override
  public boolean putIfAbsent(K key, V value) {
    AtomicBoolean isNew = new AtomicBoolean();
    entries.computeIfAbsent(
        key,
        same -> {
          tell(key, Optional.empty(), Optional.of(value));
          isNew.setPlain(true);
          return value;
        });
    return isNew.getPlain();
  }

  @Override
  public Optional<V> update(K key, UnaryOperator<V> change) {
    return Optional.ofNullable(
        entries.computeIfPresent(
            key,
            (same, before) -> {
              V after = change.apply(before);
              tell(key, Optional.of(before), Optional.of(after));
              return after;
            }));
  }

  private void tell(K key, Optional<V> before, Optional<V> after) {
    watchers.forEach(watcher -> watcher.changed(key, before, after));
  }

  @Override
  public Map<K, V> entries() {
    return Collections.unmodifiableMap(entries);
  }

  @Override
  public Optional<String> owner(K key) {
    return entries.containsKey(key) ? Optional.of(node) : Optional.empty();
  }

  @Override
  public AutoCloseable watch(Watcher<? super K, ? super V> watcher) {
    // Wrapped, so that one who watches twice can end each by itself.
    Watcher<K, V> own = watcher::changed;
    watchers.add(own);
    return () -> watchers.remove(own);
  }
}
