package dev.pubsub.agents.state;

import java.util.Map;
import java.util.Set;

/**
 * How what a follower shows has changed. Of a follower that was behind it is the difference to what
 * it showed before, so that who applies one after the other has the state.
 *
 * @param version which version of the state it shows now
 * @param put what is new or has another value
 * @param removed the keys of what is gone
 */
public record StateChange(long version, Map<String, Object> put, Set<String> removed) {

  /**
   * Copies the collections.
   *
   * @param version which version of the state it shows now
   * @param put what is new or has another value
   * @param removed the keys of what is gone
   */
  public StateChange {
    put = Map.copyOf(put);
    removed = Set.copyOf(removed);
  }
}
