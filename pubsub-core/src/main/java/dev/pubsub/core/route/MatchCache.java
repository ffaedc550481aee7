package dev.pubsub.core.route;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Keeps what was made of the matches of a topic until any pattern changes. Then everything is let
 * go at once, so that nobody who has left is held by a topic that nobody publishes to.
 *
 * <p>Changes are made, and told by {@link #forget()}, under the monitor of the cache. What is made
 * may lack a change that is under way, but never two that are made one after the other of which it
 * should have seen one. Changes that belong together are made by {@link #change}: all of them are
 * seen, or none.
 *
 * @param <K> stands for a topic
 * @param <R> what was made of its matches
 */
public final class MatchCache<K, R> {

  /** How often something is made while there are changes, before these have to wait for it. */
  private static final int ATTEMPTS = 4;

  private volatile Map<K, R> results = new ConcurrentHashMap<>();
  private volatile boolean changing;

  /** An empty cache. */
  public MatchCache() {}

  /**
   * The result for a key, made if it is not kept. A change that was complete and told by {@link
   * #forget} before this call is seen by it.
   */
  public R get(K key, Function<K, R> make) {
    // Read once: what is made while things change goes into a map that is thrown away.
    Map<K, R> now = results;
    R kept = now.get(key);
    if (kept != null) {
      return kept;
    }
    // Of two patterns that take each other's place while it is made, it may have seen neither: the
    // new one comes where it has looked, the old one goes from where it has yet to look.
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      R made = make.apply(key);
      // In this order: what was seen of a change that is over now shows in the other results.
      if (!changing && now == results) {
        now.put(key, made);
        return made;
      }
      now = results;
    }
    return makeAlone(key, make);
  }

  /** There are so many changes that one of them always falls into the making. */
  private synchronized R makeAlone(K key, Function<K, R> make) {
    Map<K, R> now = results;
    R made = make.apply(key);
    now.put(key, made);
    return made;
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
    results.remove(key);
  }

  /** Forgets everything; to be called after each change. */
  public void forget() {
    results = new ConcurrentHashMap<>();
  }
}
