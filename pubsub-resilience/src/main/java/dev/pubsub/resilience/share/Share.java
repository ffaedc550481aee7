package dev.pubsub.resilience.share;

/**
 * What a node has of a rate that several share.
 *
 * @param part from 0, exclusive, to 1
 * @param nodes how many share it, this one included
 * @param seen how many nodes see each other
 * @param largest how many there were at the most, but for those that have left
 */
public record Share(double part, int nodes, int seen, int largest) {

  /** A node that knows of no other. */
  public static final Share WHOLE = new Share(1, 1, 1, 1);
}
