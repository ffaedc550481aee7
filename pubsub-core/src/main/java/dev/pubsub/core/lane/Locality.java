package dev.pubsub.core.lane;

/**
 * How a bus chooses between members of groups here and elsewhere.
 *
 * @param self the name of this node
 * @param first whether those here come first, as long as one of them has room
 */
public record Locality(String self, boolean first) {

  /** There are no others. */
  static final Locality ALONE = new Locality("", true);
}
