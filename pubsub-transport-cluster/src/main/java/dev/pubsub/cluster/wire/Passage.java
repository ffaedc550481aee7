package dev.pubsub.cluster.wire;

import dev.pubsub.spi.edge.Arrival;

/**
 * How a signal goes to one node, written in front of it.
 *
 * @param addressed whether it is for that node alone, and there for all who are subscribed
 * @param arrival for whom it is otherwise
 * @param stream among whose signals it has a place, if it is sent again until it has arrived
 * @param number that place; 0 for one that is sent once
 */
public record Passage(boolean addressed, Arrival arrival, long stream, long number) {

  /** For everyone who wants every signal, once. */
  public static final Passage PLAIN = new Passage(false, Arrival.EVERYONE, 0, 0);

  /**
   * The same, sent until it has arrived.
   *
   * @param of the stream
   * @param place 1 or more
   * @return the changed copy
   */
  public Passage numbered(long of, long place) {
    return new Passage(addressed, arrival, of, place);
  }

  /**
   * For some, once.
   *
   * @param arrival for whom
   * @return the passage
   */
  public static Passage of(Arrival arrival) {
    return new Passage(false, arrival, 0, 0);
  }

  /**
   * Whether it is like most.
   *
   * @return true for one that is for everyone who wants every signal, once
   */
  public boolean isPlain() {
    return !addressed && number == 0 && arrival.everyone() && arrival.groups().isEmpty();
  }

  /**
   * Whether it is for anybody.
   *
   * @return false for one that only keeps its place
   */
  public boolean leadsToSomebody() {
    return addressed || arrival.everyone() || !arrival.groups().isEmpty();
  }
}
