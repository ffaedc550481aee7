package dev.pubsub.agents.state;

import java.util.Map;

/**
 * A state that an owner had at a moment.
 *
 * @param epoch which owner: an opaque text, another one each time that an owner begins; the empty
 *     string where nothing is known yet
 * @param version how often it had changed since the owner began; -1 where nothing is known yet
 * @param values what there is, by its keys
 */
public record StateSnapshot(String epoch, long version, Map<String, Object> values)
    implements Word {

  static final StateSnapshot NONE = new StateSnapshot("", -1, Map.of());

  /**
   * Copies the map.
   *
   * @param epoch which owner
   * @param version how often it had changed
   * @param values what there is
   */
  public StateSnapshot {
    values = Map.copyOf(values);
  }
}
