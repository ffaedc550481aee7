package dev.pubsub.spi.edge;

import java.util.List;
import java.util.Objects;

/**
 * To whom a signal goes that leaves this node.
 *
 * @param everyone whether to all nodes that want every signal of its topic, or to the one that its
 *     header names
 * @param chosen the groups of which a member elsewhere is to have it, and where
 * @param hops how often it was passed on before, since those for whom it was had left
 */
public record Destinations(boolean everyone, List<Chosen> chosen, int hops) {

  /** Everyone, and no group. */
  public static final Destinations EVERYONE = new Destinations(true, List.of(), 0);

  /**
   * One group.
   *
   * @param group which one
   * @param node where the member is that is to have the signal
   */
  public record Chosen(GroupId group, String node) {

    /**
     * Checks that there are both.
     *
     * @param group which one
     * @param node its name
     */
    public Chosen {
      Objects.requireNonNull(group, "group");
      Objects.requireNonNull(node, "node");
    }
  }

  /**
   * Copies.
   *
   * @param everyone whether to all nodes that want every signal
   * @param chosen the groups
   * @param hops 0 or more
   */
  public Destinations {
    chosen = List.copyOf(chosen);
  }
}
