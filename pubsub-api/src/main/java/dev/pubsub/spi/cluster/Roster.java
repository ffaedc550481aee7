package dev.pubsub.spi.cluster;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the nodes have to tell each other, each of what it owns: agents, who is present, states of
 * breakers. The node that put an entry is the only one that changes it, and its entries go with it.
 *
 * <p>A read sees what this node knows: its own entries at once, those of others as soon as it was
 * told. Two nodes may have entries of the same key at a time, as after a cut. Each of them sees its
 * own then, and others that of the older node; the other once that is gone.
 *
 * <p>All methods may be called on any thread; none blocks.
 *
 * @param <K> the keys, immutable
 * @param <V> the values, immutable
 */
public interface Roster<K, V> {

  /**
   * The roster of a node that is alone.
   *
   * @param node its name
   * @param <K> the keys, immutable
   * @param <V> the values, immutable
   * @return an empty roster; a watcher that throws keeps the change from happening
   */
  static <K, V> Roster<K, V> alone(String node) {
    return new LocalRoster<>(node);
  }

  /**
   * Puts an entry of this node, or another value in its place.
   *
   * @param key of the entry
   * @param value of the entry
   * @return the value that this node had there
   */
  Optional<V> put(K key, V value);

  /**
   * Puts an entry of this node unless there is one of that key, of whichever node.
   *
   * @param key of the entry
   * @param value of the entry
   * @return whether it was put
   */
  boolean putIfAbsent(K key, V value);

  /**
   * Puts another value in the place of one of this node. Of one key these follow each other.
   *
   * @param key of the entry
   * @param change makes the new value of the old; called once at most, under a lock: must not
   *     block, nor use the roster. What it throws is thrown, and nothing has changed
   * @return the new value, or empty where this node has no entry of that key
   */
  Optional<V> update(K key, UnaryOperator<V> change);

  /**
   * Removes an entry of this node.
   *
   * @param key of the entry
   * @return the value that was there
   */
  Optional<V> remove(K key);

  /**
   * All entries as they are. To look one up is cheap.
   *
   * @return a live view, which cannot be changed through it; walking it sees each entry that is
   *     there all the while once
   */
  Map<K, V> entries();

  /**
   * Which node an entry is of.
   *
   * @param key of the entry
   * @return the name of the node, or empty where there is no entry
   */
  Optional<String> owner(K key);

  /**
   * Has somebody told of the changes.
   *
   * @param watcher told of every change from now on; for each key in order, of different keys by
   *     several threads at once; must not block
   * @return ends it
   */
  AutoCloseable watch(Watcher<? super K, ? super V> watcher);

  /**
   * Told of changes.
   *
   * @param <K> the keys
   * @param <V> the values
   */
  @FunctionalInterface
  interface Watcher<K, V> {

    /**
     * What is seen under a key is not what it was.
     *
     * @param key of the entry
     * @param before what was there, or empty
     * @param after what is there, or empty
     */
    void changed(K key, Optional<? extends V> before, Optional<? extends V> after);

    /**
     * Another node, too, has an entry of a key that this node has. Once, until one of the two is
     * removed.
     *
     * @param key of the entries
     * @param own what this node has there
     * @param other what the other node has there
     */
    default void contested(K key, V own, V other) {}
  }
}
