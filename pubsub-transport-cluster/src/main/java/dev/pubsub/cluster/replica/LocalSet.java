package dev.pubsub.cluster.replica;

import dev.pubsub.cluster.wire.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A set of texts of this node, such as what is subscribed to on a bus, and what the others have
 * been told of it. Changes are gathered; each gathering has a number, so that whoever misses one
 * knows. Any thread.
 */
public final class LocalSet {

  /** How many texts go into a frame. */
  private static final int FULL = 1000;

  private final String name;
  private final long epoch;
  private final TextSet told = new TextSet();
  private final Map<String, Boolean> changes = new LinkedHashMap<>();
  private Predicate<String> withdrawn = text -> false;
  private long sequence;

  /**
   * Nothing yet.
   *
   * @param name by which all nodes know it
   * @param epoch another one than any other count of this set had that others may remember
   */
  public LocalSet(String name, long epoch) {
    this.name = name;
    this.epoch = epoch;
  }

  /**
   * A text is there now, or is not any more.
   *
   * @param text which one
   * @param present whether it is
   * @return whether this is the first change since the last gathering
   */
  public synchronized boolean change(String text, boolean present) {
    if (withdrawn.test(text)) {
      return false;
    }
    boolean first = changes.isEmpty();
    changes.put(text, present);
    return first;
  }

  /**
   * Takes texts back, and lets none of them in any more.
   *
   * @param which texts
   */
  public synchronized void withdraw(Predicate<String> which) {
    withdrawn = which;
    changes.keySet().removeIf(which);
    told.all().stream().filter(which).forEach(text -> changes.put(text, false));
  }

  /**
   * What has changed since the last call.
   *
   * @return to be told to all others, in this order; empty when all has changed back
   */
  public synchronized List<Frame.Delta> gather() {
    List<Frame.Delta> deltas = new ArrayList<>();
    List<String> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    changes.forEach(
        (text, present) -> {
          if (present ? told.add(text) : told.remove(text)) {
            (present ? added : removed).add(text);
          }
          if (added.size() + removed.size() == FULL) {
            deltas.add(delta(added, removed));
          }
        });
    changes.clear();
    if (!added.isEmpty() || !removed.isEmpty()) {
      deltas.add(delta(added, removed));
    }
    return deltas;
  }

  private Frame.Delta delta(List<String> added, List<String> removed) {
    sequence++;
    Frame.Delta delta =
        new Frame.Delta(name, epoch, sequence, List.copyOf(added), List.copyOf(removed));
    added.clear();
    removed.clear();
    return delta;
  }

  /**
   * By which all nodes know it.
   *
   * @return the same each time
   */
  public String name() {
    return name;
  }

  /**
   * The last change that was gathered.
   *
   * @return its number
   */
  public synchronized long sequence() {
    return sequence;
  }

  /**
   * All that the others should know by now.
   *
   * @return the parts, one at least
   */
  public synchronized List<Frame.Snapshot> snapshot() {
    List<String> all = List.copyOf(told.all());
    int parts = Math.max(1, (all.size() + FULL - 1) / FULL);
    List<Frame.Snapshot> snapshot = new ArrayList<>(parts);
    for (int part = 0; part < parts; part++) {
      List<String> some = all.subList(part * FULL, Math.min(all.size(), (part + 1) * FULL));
      snapshot.add(new Frame.Snapshot(name, epoch, sequence, part, parts, some));
    }
    return snapshot;
  }

  /**
   * The same in short.
   *
   * @return by which others find that they have missed something
   */
  public synchronized Frame.Digest digest() {
    return new Frame.Digest(name, epoch, sequence, told.hash());
  }
}
