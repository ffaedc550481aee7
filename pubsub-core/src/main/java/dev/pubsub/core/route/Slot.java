package dev.pubsub.core.route;

import org.jspecify.annotations.Nullable;

/**
 * Where a {@link MatchCache} keeps what it made for one topic, so that nobody has to look it up.
 */
public abstract class Slot {

  private volatile @Nullable Kept kept;

  /** Empty. */
  protected Slot() {}

  /** A result, and the generation it is of: good as long as that is the cache's. */
  record Kept(Object generation, Object result) {}

  final @Nullable Kept kept() {
    return kept;
  }

  final void keep(Kept anew) {
    kept = anew;
  }

  final void empty() {
    kept = null;
  }

  /** Empties it of what is of a generation that is over. */
  final void empty(Object generation) {
    Kept old = kept;
    if (old != null && old.generation() == generation) {
      kept = null;
    }
  }
}
