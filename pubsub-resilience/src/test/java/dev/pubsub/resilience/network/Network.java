package dev.pubsub.resilience.network;

import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A network of nodes on time moved by hand: who is there, and what is told, is known elsewhere
 * after a while by chance; behind a cut it is not, and the cut is noticed after a while as well.
 *
 * @param <K> keys of what nodes tell; no two nodes have the same
 * @param <V> what they tell
 */
public final class Network<K, V> {

  private final ManualTime time;
  private final Random random;
  private final Duration latest;
  private final Map<String, Node> nodes = new TreeMap<>();
  private Map<String, Integer> sides = Map.of();

  /** News, and the discovery that somebody cannot be reached, are late by so much at the most. */
  public Network(ManualTime time, Random random, Duration latest) {
    this.time = time;
    this.random = random;
    this.latest = latest;
  }

  /** One node: what it tells, and what it knows of the others. */
  public final class Node implements Members, Roster<K, V> {

    private final String name;
    private final List<String> present = new ArrayList<>();
    private final Map<String, Map<K, V>> told = new LinkedHashMap<>();
    private final List<Roster.Watcher<? super K, ? super V>> watchers = new ArrayList<>();
    private boolean gone;

    private Node(String name) {
      this.name = name;
      present.add(name);
      told.put(name, new HashMap<>());
    }

    @Override
    public String self() {
      return name;
    }

    @Override
    public List<String> list() {
      return List.copyOf(present);
    }

    @Override
    public AutoCloseable watch(Members.Listener listener) {
      throw new UnsupportedOperationException();
    }

    // ---- what it tells

    private Map<K, V> own() {
      return told.get(name);
    }

    @Override
    public Optional<V> put(K key, V value) {
      return change(key, Optional.of(value));
    }

    @Override
    public Optional<V> remove(K key) {
      return change(key, Optional.empty());
    }

    private Optional<V> change(K key, Optional<V> value) {
      Map<K, V> after = new HashMap<>(own());
      Optional<V> before = Optional.ofNullable(after.remove(key));
      value.ifPresent(present -> after.put(key, present));
      hear(name, after);
      others().forEach(this::tell);
      return before;
    }

    private List<Node> others() {
      return nodes.values().stream().filter(node -> node != this).toList();
    }

    /** All that there is to tell then, if the other can hear it then. */
    private void tell(Node other) {
      time.schedule(
          delay(),
          () -> {
            if (!gone && reach(name, other.name) && other.present.contains(name)) {
              other.hear(name, Map.copyOf(own()));
            }
          });
    }

    private void hear(String from, Map<K, V> now) {
      Map<K, V> before = told.getOrDefault(from, Map.of());
      told.put(from, now);
      Map<K, V> all = new HashMap<>(before);
      all.putAll(now);
      for (K key : all.keySet()) {
        Optional<V> was = Optional.ofNullable(before.get(key));
        Optional<V> is = Optional.ofNullable(now.get(key));
        if (!was.equals(is)) {
          watchers.forEach(watcher -> watcher.changed(key, was, is));
        }
      }
    }

    // ---- who is there

    /** Sees after a while whether another is there; what was lost meanwhile is told once more. */
    private void notice(String other) {
      time.schedule(
          delay(),
          () -> {
            if (!reach(name, other)) {
              present.remove(other);
              hear(other, Map.of());
            } else {
              if (!present.contains(other)) {
                present.add(other);
              }
              nodes.get(other).tell(this);
            }
          });
    }

    /** It is no more, and tells nobody; the others notice. */
    public void end() {
      gone = true;
      nodes.remove(name);
      others().forEach(other -> other.notice(name));
    }

    // ---- what it knows

    @Override
    public AutoCloseable watch(Roster.Watcher<? super K, ? super V> watcher) {
      watchers.add(watcher);
      return () -> watchers.remove(watcher);
    }

    @Override
    public Map<K, V> entries() {
      Map<K, V> all = new HashMap<>();
      told.values().forEach(all::putAll);
      return all;
    }

    @Override
    public boolean putIfAbsent(K key, V value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<V> update(K key, UnaryOperator<V> change) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> owner(K key) {
      throw new UnsupportedOperationException();
    }
  }

  private Duration delay() {
    return Duration.ofNanos((long) (random.nextDouble() * latest.toNanos()));
  }

  private boolean reach(String one, String other) {
    return nodes.containsKey(other) && side(one).equals(side(other));
  }

  private Integer side(String node) {
    return sides.getOrDefault(node, 0);
  }

  /** A node comes, and sees at once whom it can reach; those see it after a while. */
  public Node join(String name) {
    Node node = new Node(name);
    nodes.put(name, node);
    for (Node other : node.others()) {
      if (reach(name, other.name)) {
        node.present.add(other.name);
        other.tell(node);
        other.notice(name);
      }
    }
    return node;
  }

  /** From now on only those on the same side reach each other; who is not named is on side 0. */
  public void cut(Map<String, Integer> after) {
    sides = after;
    nodes.values().forEach(node -> node.others().forEach(other -> node.notice(other.name)));
  }
}
