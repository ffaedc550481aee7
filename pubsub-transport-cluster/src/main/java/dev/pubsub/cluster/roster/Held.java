package dev.pubsub.cluster.roster;

import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The value that a node has under a key, and those that younger nodes have: mostly there is one.
 *
 * @param node whose it is
 * @param value what it says
 * @param younger what comes to be seen when this is gone
 */
record Held<V>(String node, V value, @Nullable Held<V> younger) {

  /** These with the value of a node, where it is by the ages of all; ages count from the oldest. */
  static <V> Held<V> with(@Nullable Held<V> all, String node, V value, ToIntFunction<String> ages) {
    return insert(without(all, node), node, value, ages);
  }

  private static <V> Held<V> insert(
      @Nullable Held<V> all, String node, V value, ToIntFunction<String> ages) {
    if (all == null || ages.applyAsInt(node) < ages.applyAsInt(all.node)) {
      return new Held<>(node, value, all);
    }
    return new Held<>(all.node, all.value, insert(all.younger, node, value, ages));
  }

  /** These without that of a node. */
  static <V> @Nullable Held<V> without(@Nullable Held<V> all, String node) {
    if (all == null || all.node.equals(node)) {
      return all == null ? null : all.younger;
    }
    return all.younger == null ? all : new Held<>(all.node, all.value, without(all.younger, node));
  }

  /** The value of a node, or null. */
  static <V> @Nullable V of(@Nullable Held<V> all, String node) {
    for (Held<V> each = all; each != null; each = each.younger) {
      if (each.node.equals(node)) {
        return each.value;
      }
    }
    return null;
  }

  /** These in the order of the ages as they are now. */
  Held<V> sorted(ToIntFunction<String> ages) {
    Held<V> sorted = new Held<>(node, value, null);
    for (Held<V> each = younger; each != null; each = each.younger) {
      sorted = insert(sorted, each.node, each.value, ages);
    }
    return sorted;
  }
}
