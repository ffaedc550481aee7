package dev.pubsub.server.client;

/**
 * What a message of a load says: its number, and when it was sent.
 *
 * @param number from 0
 * @param nanos by the clock of the process
 */
record Stamp(int number, long nanos) {

  /** The last number there can be. */
  static final int LAST = 999_999_999;

  private static final int NUMBER = 9;
  private static final int NANOS = 16;

  /** How long a text with a stamp is at least. */
  static final int LENGTH = NUMBER + NANOS;

  /** A text of so many characters, of one byte each. */
  static String write(int number, long nanos, int length) {
    String stamp = "%09d%016x".formatted(number, nanos);
    return stamp + "x".repeat(length - LENGTH);
  }

  /**
   * Reads it again.
   *
   * @throws IllegalArgumentException when the text has none
   */
  static Stamp read(String text) {
    if (text.length() < LENGTH) {
      throw new NumberFormatException("too short for a stamp");
    }
    return new Stamp(
        Integer.parseInt(text, 0, NUMBER, 10), Long.parseUnsignedLong(text, NUMBER, LENGTH, 16));
  }
}
