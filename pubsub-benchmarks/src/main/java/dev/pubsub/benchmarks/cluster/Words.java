package dev.pubsub.benchmarks.cluster;

/** What the two ends say to each other. */
final class Words {

  /** Where the publisher sends to, and the subscriber back. */
  static final String THERE = "there";

  static final String BACK = "back";

  /** Is answered with the same word, once all before it has been heard. */
  static final String HELLO = "hello";

  /** For each part of the window. */
  static final String ACK = "ack";

  /** What was timed before does not count. */
  static final String ANEW = "anew";

  private static final int LENGTH = 64;

  /** What is only counted. */
  static final String MESSAGE = "x".repeat(LENGTH);

  private Words() {}

  /** One as long that says when it was sent. */
  static String sentAt(long nanos) {
    String digits = Long.toString(nanos);
    return "0".repeat(LENGTH - digits.length()) + digits;
  }
}
