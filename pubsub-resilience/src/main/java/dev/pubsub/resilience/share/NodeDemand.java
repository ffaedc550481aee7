package dev.pubsub.resilience.share;

import java.util.Map;

/**
 * What a node tells the others.
 *
 * @param wanted how much is asked of it, in tokens per second, by the name of what is shared
 * @param since when that was told first, in nanoseconds by the clock of the node
 * @param heard by the names of the others, since when by their clocks they want what it reckons
 *     with
 * @param leaving whether it is about to go, so that nobody takes its going for a cut
 */
public record NodeDemand(
    Map<String, Double> wanted, long since, Map<String, Long> heard, boolean leaving) {

  /**
   * Copies the maps.
   *
   * @param wanted by the name of what is shared
   * @param since when that was told first
   * @param heard what it has heard of others
   * @param leaving whether it is about to go
   */
  public NodeDemand {
    wanted = Map.copyOf(wanted);
    heard = Map.copyOf(heard);
  }
}
