package dev.pubsub.spi.edge;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Where the signals of a topic go beyond this node.
 *
 * @param wanted whether another node wants every one of them
 * @param takers how many subscriptions there get every one of them, as far as is known; none where
 *     signals are only kept, or for a node that is expected back
 * @param groups those that have members on other nodes
 * @param room whether one more can be taken away and not be lost, asked for each signal by its
 *     publisher, who is refused where there is none; must not block, nor use the bus
 */
public record Way(boolean wanted, int takers, List<Shares> groups, BooleanSupplier room) {

  /** Whether there is room where everything that finds none is counted and dropped. */
  public static final BooleanSupplier ANY_ROOM = () -> true;

  /** Nobody wants anything. */
  public static final Way NOWHERE = new Way(false, 0, List.of(), ANY_ROOM);

  /** Somebody wants every signal, and what is lost on the way is lost. */
  public static final Way OUT = new Way(true, 1, List.of(), ANY_ROOM);

  /**
   * The part of a group that is on other nodes.
   *
   * @param group which one
   * @param members how many it has, by node; at least 1 each
   * @param present whether they are there; otherwise they are expected back, and those of this node
   *     come first
   */
  public record Shares(GroupId group, Map<String, Integer> members, boolean present) {

    /**
     * Checks and copies.
     *
     * @param group which one
     * @param members by node
     * @param present whether they are there
     */
    public Shares {
      Objects.requireNonNull(group, "group");
      members = Map.copyOf(members);
    }
  }

  /**
   * Checks and copies.
   *
   * @param wanted whether another node wants every signal
   * @param takers how many subscriptions get it there
   * @param groups those that have members elsewhere
   * @param room whether there is any
   */
  public Way {
    if (takers < 0) {
      throw new IllegalArgumentException("there are no " + takers + " takers");
    }
    groups = List.copyOf(groups);
    Objects.requireNonNull(room, "room");
  }

  /**
   * Whether it leads to anybody.
   *
   * @return false when no other node wants anything
   */
  public boolean leadsOut() {
    return wanted || !groups.isEmpty();
  }

  /**
   * Whether room must be asked for.
   *
   * @return false when there is always some
   */
  @SuppressWarnings("ReferenceEquality") // the one that is always true
  public boolean isAskedForRoom() {
    return room != ANY_ROOM;
  }
}
