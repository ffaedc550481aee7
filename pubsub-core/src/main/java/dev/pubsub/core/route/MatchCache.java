package dev.pubsub.core.route;

import dev.pubsub.core.route.Slot.Kept;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was made of the matches of a topic, in the topic's own {@link Slot}, until any pattern
 * changes. Then everything is let go at once, so that nobody who has left is held by a topic that
 * nobody publishes to.
 *
 * <p>Changes are made, and told by {@link #forget()}, under the monitor of the cache. What is made
 * may lack a change that is under way, but never two that are made one after the other of which it
 * should have seen one. Changes that belong together are made by {@link #change}: all of them are
 * seen, or none.
 *
 * @param <K> stands for a topic; of one cache
 * @param <R> what was made of its matches
 */
public final class MatchCache<K extends Slot, R> {

  /** How often something is made while there are changes, before these have to wait for it. */
  private static final int ATTEMPTS = 4;

  // What was filled since the last change. The set stands for the generation, too: a result of
  // another one is not good any more.
  private volatile Set<Slot> filled = ConcurrentHashMap.newKeySet();
  private volatile boolean changing;

  /** An empty cache. */
  public MatchCache() {}

  /**
   * The result for a key, made if it is not kept. A change that was complete and told by {@link
   * #forget} before this call is seen by it.
   */
  public R get(K key, Function<K, R> make) {
    Set<Slot> now = filled;
    R kept = kept(key, now);
    return kept != null ? kept : make(key, now, make);
  }

  @SuppressWarnings("unchecked") // what is of a generation of this cache was made by it
  private @Nullable R kept(K key, Set<Slot> now) {
    Kept kept = key.kept();
    return kept != null && kept.generation() == now ? (R) kept.result() : null;
  }

  /** Whether it is this that is kept for a key; makes nothing. */
  public boolean keeps(K key, R result) {
    Kept kept = key.kept();
    return kept != null && kept.result() == result && kept.generation() == filled;
  }

  private R make(K key, Set<Slot> begun, Function<K, R> make) {
    Set<Slot> now = begun;
    // Of two patterns that take each other's place while it is made, it may have seen neither: the
    // new one comes where it has looked, the old one goes from where it has yet to look.
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      R made = make.apply(key);
      // In this order: what was seen of a change that is over now shows in the other set.
      if (!changing && now == filled) {
        keep(key, now, made);
        return made;
      }
      now = filled;
    }
    return makeAlone(key, make);
  }

  /** There are so many changes that one of them always falls into the making. */
  private synchronized R makeAlone(K key, Function<K, R> make) {
    R made = make.apply(key);
    keep(key, filled, made);
    return made;
  }

  private void keep(K key, Set<Slot> now, R made) {
    key.keep(new Kept(now, made));
    now.add(key);
    if (now != filled) {
      // Whoever forgot everything meanwhile may have missed this one.
      key.empty(now);
    }
  }

  /** Makes changes that belong together; whatever is made of matches meanwhile waits for them. */
  public synchronized void change(Runnable changes) {
    changing = true;
    try {
      changes.run();
    } finally {
      forget();
      changing = false;
    }
  }

  /** Forgets one result, of a topic that is gone. */
  public void forget(K key) {
    filled.remove(key);
    key.empty();
  }

  /**
   * Forgets everything; to be called after each change. Takes the longer, the more was made since
   * the last one.
   */
  public void forget() {
    Set<Slot> old = filled;
    filled = ConcurrentHashMap.newKeySet();
    old.forEach(slot -> slot.empty(old));
  }
}
