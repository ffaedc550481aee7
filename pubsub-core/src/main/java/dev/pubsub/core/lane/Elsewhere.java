package dev.pubsub.core.lane;

import dev.pubsub.core.letter.Letter;
import dev.pubsub.spi.edge.GroupId;

/** The members of groups that are on other nodes. */
public interface Elsewhere {

  /** There are no other nodes. */
  Elsewhere NOWHERE = (group, letter, hops) -> false;

  /**
   * Takes what the last member of a group here has left behind. On any thread, no lock held; does
   * not block.
   *
   * @param hops how often it was passed on, this time included
   * @return false when the group has no members elsewhere either, or it was passed on too often
   */
  boolean take(GroupId group, Letter letter, int hops);
}
