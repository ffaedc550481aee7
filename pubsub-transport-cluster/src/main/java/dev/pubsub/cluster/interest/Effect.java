package dev.pubsub.cluster.interest;

/**
 * What came of a frame.
 *
 * @param changed whether other topics are wanted than before, or by others
 * @param missed whether something is missing, so that the node must be asked for all of it
 */
public record Effect(boolean changed, boolean missed) {

  static final Effect NONE = new Effect(false, false);
  static final Effect MISSED = new Effect(false, true);
}
