package dev.pubsub.core.route;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Keeps what was made of the matches of a topic until any pattern changes. Then everything is let
 * go at once, so that nobody who has left is held by a topic that nobody publishes to.
 *
 * @param <K> stands for a topic
 * @param <R> what was made of its matches
 */
public final class MatchCache<K, R> {

  /** How often something is made once more, if there are changes all the time. */
  private static final int TRIES = 3;

  private volatile Map<K, R> results = new ConcurrentHashMap<>();

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
    R made = make.apply(key);
    now.put(key, made);
    for (int again = 0; again < TRIES && now != results; again++) {
      // Of two patterns that took each other's place meanwhile it may have seen neither: the new
      // one came where it had looked, the old one went from where it had yet to look.
      now = results;
      made = make.apply(key);
      now.put(key, made);
    }
    return made;
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
