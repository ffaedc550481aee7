package dev.pubsub.verification.soak;

import java.util.BitSet;

/**
 * For how long a subscription was open, in terms of what was published. What was published while it
 * was being opened or closed may have been for it or not, so there are two numbers, which are the
 * same where nobody published just then.
 */
final class Span {

  private final Books books;
  private final BitSet topics;
  private final boolean mayBeCut;
  private final long before;
  private long from = Long.MAX_VALUE;
  private long until = -1;
  private long end = -1;

  /**
   * It is about to be opened.
   *
   * @param mayBeCut whether the bus may close it at any time
   */
  Span(Books books, BitSet topics, boolean mayBeCut) {
    this.books = books;
    this.topics = topics;
    this.mayBeCut = mayBeCut;
    this.before = books.accepted(topics);
  }

  private long onTheirWay() {
    // Read first: what is refused between the two is counted as if it were accepted.
    long refused = books.refused(topics);
    return books.begun(topics) - refused;
  }

  synchronized void opened() {
    from = onTheirWay();
  }

  synchronized void closing() {
    until = books.accepted(topics);
  }

  synchronized void closed() {
    end = onTheirWay();
  }

  /** How many it was for at least, now that all is quiet. */
  synchronized long least() {
    return mayBeCut ? 0 : Math.max(0, (until < 0 ? books.accepted(topics) : until) - from);
  }

  /** How many it was for at most, now that all is quiet. */
  synchronized long most() {
    return (end < 0 ? books.accepted(topics) : end) - before;
  }
}
