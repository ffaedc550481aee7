package dev.pubsub.cluster.replica;

/**
 * What came of a frame.
 *
 * @param changed whether the node has other texts than before
 * @param missed whether something is missing, so that the node must be asked for all of it
 * @param tooMuch whether it was left out, since a node may not have others remember so much
 */
public record Effect(boolean changed, boolean missed, boolean tooMuch) {

  static final Effect NONE = new Effect(false, false, false);
  static final Effect MISSED = new Effect(false, true, false);
  static final Effect TOO_MUCH = new Effect(false, false, true);
}
