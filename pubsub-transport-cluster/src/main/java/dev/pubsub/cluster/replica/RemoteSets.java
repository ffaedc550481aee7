package dev.pubsub.cluster.replica;

import dev.pubsub.cluster.replica.KnownSet.Change;
import dev.pubsub.cluster.wire.Frame;
import dev.pubsub.cluster.wire.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sets that the other nodes have under one name, as far as is known. Any thread. */
public final class RemoteSets {

  private final Listener listener;
  private final Map<Node, KnownSet> known = new HashMap<>();

  /** Told what the others have. */
  @FunctionalInterface
  public interface Listener {

    /**
     * A node has other texts than before. Called one change after the other, under a lock; must not
     * block.
     *
     * @param node whose they are
     * @param added texts that were not there
     * @param removed texts that were
     */
    void changed(Node node, List<String> added, List<String> removed);
  }

  /**
   * Nothing is known yet.
   *
   * @param listener told of every change
   */
  public RemoteSets(Listener listener) {
    this.listener = listener;
  }

  /**
   * A node is there. What it says is heeded from now on.
   *
   * @param node that was not there
   */
  public synchronized void admit(Node node) {
    known.putIfAbsent(node, new KnownSet());
  }

  /**
   * A node is gone, and its set with it.
   *
   * @param node that was there
   */
  public synchronized void forget(Node node) {
    KnownSet gone = known.remove(node);
    if (gone != null) {
      listener.changed(node, List.of(), List.copyOf(gone.texts().all()));
    }
  }

  /**
   * A node tells of its set.
   *
   * @param node who tells it
   * @param told what
   * @return nothing for a node that is not there
   */
  public synchronized Effect hear(Node node, Frame.Told told) {
    KnownSet set = known.get(node);
    if (set == null) {
      return Effect.NONE;
    }
    if (set.isTooMuch(told)) {
      return Effect.TOO_MUCH;
    }
    if (told instanceof Frame.Snapshot snapshot) {
      return apply(node, set, set.snapshot(snapshot));
    }
    if (told instanceof Frame.Delta delta && !set.includes(delta)) {
      return set.hasGapBefore(delta) ? missed(set) : apply(node, set, set.delta(delta));
    }
    if (told instanceof Frame.Digest digest && set.differs(digest)) {
      set.askAgain();
      return missed(set);
    }
    return Effect.NONE;
  }

  private static Effect missed(KnownSet set) {
    return set.ask() ? Effect.MISSED : Effect.NONE;
  }

  private Effect apply(Node node, KnownSet set, @Nullable Change change) {
    if (change == null) {
      return Effect.NONE;
    }
    List<String> removed = change.removed().stream().filter(set.texts()::remove).toList();
    List<String> added = change.added().stream().filter(set.texts()::add).toList();
    boolean changed = !added.isEmpty() || !removed.isEmpty();
    if (changed) {
      listener.changed(node, added, removed);
    }
    return new Effect(changed, false, false);
  }

  /**
   * What a node has as far as is known.
   *
   * @param node which one
   * @return a copy; empty for a node that is not there
   */
  public synchronized Set<String> texts(Node node) {
    KnownSet set = known.get(node);
    return set == null ? Set.of() : Set.copyOf(set.texts().all());
  }

  /**
   * How far the set of a node is known.
   *
   * @param node which one
   * @return the number of its last change; empty while something is missing
   */
  public synchronized OptionalLong known(Node node) {
    KnownSet set = known.get(node);
    return set == null ? OptionalLong.empty() : set.known();
  }

  /**
   * How much a node has as far as is known.
   *
   * @param node which one
   * @return how many texts
   */
  public synchronized int count(Node node) {
    KnownSet set = known.get(node);
    return set == null ? 0 : set.texts().all().size();
  }
}
