package dev.pubsub.cluster.interest;

import dev.pubsub.cluster.wire.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is subscribed to on this node, on one bus, and what the others have been told of it. Changes
 * are gathered; each gathering has a number, so that whoever misses one knows. Any thread.
 */
public final class LocalInterest {

  /** How many patterns go into a frame. */
  private static final int FULL = 1000;

  private final String bus;
  private final long epoch;
  private final Patterns told = new Patterns();
  private final Map<String, Boolean> changes = new LinkedHashMap<>();
  private long sequence;

  /**
   * Nothing yet.
   *
   * @param bus its name
   * @param epoch another one than any other count of this bus had that others may remember
   */
  public LocalInterest(String bus, long epoch) {
    this.bus = bus;
    this.epoch = epoch;
  }

  /**
   * A pattern is subscribed to now, or is not any more.
   *
   * @param pattern as it was given
   * @param wanted whether it is
   * @return whether this is the first change since the last gathering
   */
  public synchronized boolean change(String pattern, boolean wanted) {
    if (!Patterns.areShared(pattern)) {
      return false;
    }
    boolean first = changes.isEmpty();
    changes.put(pattern, wanted);
    return first;
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
        (pattern, wanted) -> {
          if (wanted ? told.add(pattern) : told.remove(pattern)) {
            (wanted ? added : removed).add(pattern);
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
        new Frame.Delta(bus, epoch, sequence, List.copyOf(added), List.copyOf(removed));
    added.clear();
    removed.clear();
    return delta;
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
      snapshot.add(new Frame.Snapshot(bus, epoch, sequence, part, parts, some));
    }
    return snapshot;
  }

  /**
   * The same in short.
   *
   * @return by which others find that they have missed something
   */
  public synchronized Frame.Digest digest() {
    return new Frame.Digest(bus, epoch, sequence, told.hash());
  }
}
