package dev.pubsub.agents.registry;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Which elements there are under a key. Any thread; those of one key wait for each other. */
final class Index<K, E> {

  private final ConcurrentMap<K, Bag<E>> bags = new ConcurrentHashMap<>();
  private final Consumer<? super K> appears;
  private final Consumer<? super K> disappears;

  Index() {
    this(key -> {}, key -> {});
  }

  /**
   * An index that tells of its keys, for each key in order.
   *
   * @param appears told before the first element of a key is there
   * @param disappears told after the last
   */
  Index(Consumer<? super K> appears, Consumer<? super K> disappears) {
    this.appears = appears;
    this.disappears = disappears;
  }

  void add(K key, E element) {
    while (!tryAdd(key, element)) {
      Thread.onSpinWait();
    }
  }

  /** False where the bag is on its way out, for a moment. */
  private boolean tryAdd(K key, E element) {
    Bag<E> bag = bags.get(key);
    if (bag == null) {
      bag = bags.computeIfAbsent(key, missing -> new Bag<>());
    }
    synchronized (bag) {
      if (bag.isDone()) {
        return false;
      }
      if (bag.size() == 0) {
        appears.accept(key);
      }
      bag.add(element);
      return true;
    }
  }

  void remove(K key, E element) {
    Bag<E> bag = bags.get(key);
    if (bag == null) {
      return;
    }
    synchronized (bag) {
      if (bag.isDone()) {
        return;
      }
      bag.remove(element);
      if (bag.isDone()) {
        disappears.accept(key);
        bags.remove(key, bag);
      }
    }
  }

  int size(K key) {
    Bag<E> bag = bags.get(key);
    return bag == null ? 0 : bag.size();
  }

  Stream<E> elements(K key) {
    Bag<E> bag = bags.get(key);
    return bag == null ? Stream.empty() : bag.stream();
  }

  Stream<K> keys() {
    return bags.keySet().stream();
  }
}
