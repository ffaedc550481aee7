package dev.pubsub.cluster.roster;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is seen of each key, as it is at any moment. Cannot be changed. */
final class Seen<K, V> extends AbstractMap<K, V> {

  private final Map<K, Held<V>> all;
  private final Set<Entry<K, V>> entries =
      new AbstractSet<>() {
        @Override
        public Iterator<Entry<K, V>> iterator() {
          Iterator<Entry<K, Held<V>>> each = all.entrySet().iterator();
          return new Iterator<>() {
            @Override
            public boolean hasNext() {
              return each.hasNext();
            }

            @Override
            public Entry<K, V> next() {
              Entry<K, Held<V>> next = each.next();
              return Map.entry(next.getKey(), next.getValue().value());
            }
          };
        }

        @Override
        public int size() {
          return all.size();
        }
      };

  Seen(Map<K, Held<V>> all) {
    this.all = all;
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    return entries;
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    Held<V> held = all.get(key);
    return held == null ? null : held.value();
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return all.containsKey(key);
  }
}
