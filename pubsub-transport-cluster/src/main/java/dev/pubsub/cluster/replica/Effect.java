package dev.pubsub.cluster.replica;

/**
 * What came of a frame.
 *
 * @param changed whether the node has other texts than before
 * @param missed whether something is missing, so that the node must be asked for all of it
 */
public record Effect(boolean changed, boolean missed) {

  static final Effect NONE = new Effect(false, false);
  static final Effect MISSED = new Effect(false, true);
}
