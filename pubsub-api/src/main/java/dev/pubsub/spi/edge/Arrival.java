package dev.pubsub.spi.edge;

import java.util.List;

/**
 * For whom a signal is that arrives from another node.
 *
 * @param everyone whether for all subscriptions that want every signal of its topic
 * @param groups of which one member each is to have it; where none is left it is passed on
 * @param hops how often it was passed on before
 */
public record Arrival(boolean everyone, List<GroupId> groups, int hops) {

  /** For everyone, and no group. */
  public static final Arrival EVERYONE = new Arrival(true, List.of(), 0);

  /** How often a signal is passed on before it is given up. */
  public static final int MAX_HOPS = 8;

  /**
   * Copies.
   *
   * @param everyone whether for all subscriptions that want every signal
   * @param groups of which one member each is to have it
   * @param hops 0 or more
   */
  public Arrival {
    groups = List.copyOf(groups);
  }
}
