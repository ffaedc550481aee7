package dev.pubsub.cluster.coordination.state;

import java.util.Map;

/** What has become of a command. */
public sealed interface Outcome {

  /**
   * A session there is.
   *
   * @param session its number
   */
  record Opened(long session) implements Outcome {}

  /**
   * The session goes on.
   *
   * @param granted the tickets that are granted, with the tokens that came with them
   */
  record Renewed(Map<Long, Long> granted) implements Outcome {}

  /** Nothing more is to be said. */
  record Done() implements Outcome {}

  /**
   * A ticket is granted.
   *
   * @param token higher than any before it
   */
  record Granted(long token) implements Outcome {}

  /** A ticket waits. */
  record Waiting() implements Outcome {}

  /**
   * What a counter says now.
   *
   * @param value after the change
   */
  record Count(long value) implements Outcome {}

  /**
   * What there is under a key.
   *
   * @param version 0 where there is nothing
   * @param value the empty string where it was not asked for
   */
  record Value(long version, String value) implements Outcome {}

  /**
   * Somebody else was there before.
   *
   * @param version that is there; 0 for none
   */
  record Conflict(long version) implements Outcome {}

  /**
   * It was not done.
   *
   * @param reason why not
   */
  record Refused(Reason reason) implements Outcome {}

  /** Why something is refused. */
  enum Reason {
    /** The session has ended. */
    SESSION_GONE,
    /** There is no room for more of it. */
    FULL,
    /** Others wait there for another number of parties. */
    OTHER_PARTIES
  }
}
