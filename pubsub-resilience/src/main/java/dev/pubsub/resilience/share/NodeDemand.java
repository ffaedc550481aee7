package dev.pubsub.resilience.share;

import java.util.Map;

/**
 * What a node tells the others.
 *
 * @param wanted how much is asked of it, in tokens per second, by the name of what is shared
 * @param leaving whether it is about to go, so that nobody takes its going for a cut
 */
public record NodeDemand(Map<String, Double> wanted, boolean leaving) {

  /**
   * Copies the map.
   *
   * @param wanted by the name of what is shared
   * @param leaving whether it is about to go
   */
  public NodeDemand {
    wanted = Map.copyOf(wanted);
  }
}
