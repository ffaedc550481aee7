package dev.pubsub;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.time.Duration;

/**
 * At-least-once delivery to a subscription: each signal is delivered again and again, until the
 * subscriber {@linkplain Delivery#ack acknowledges} it, {@linkplain Delivery#reject rejects} it, or
 * has had it as often as it may; the latter two set it aside among the {@link DeadLetters}.
 *
 * <p>Before the second attempt it rests for {@code firstBackOff}, before each further one twice as
 * long as before, up to {@code longestBackOff}; each rest is shortened by chance, to half at most,
 * so that what failed together does not come back together.
 *
 * @param maxAttempts how often a signal is delivered at most, 1 to {@link #MAX_ATTEMPTS}
 * @param maxUnacknowledged how many signals may be in the subscriber's hands at a time, those that
 *     rest until their next attempt included, 1 to {@link #MAX_UNACKNOWLEDGED}; with 1, no signal
 *     is delivered before the one before it is settled, which is a strict order
 * @param ackTimeout how long the subscriber may take for one attempt; then another one follows. A
 *     millisecond to {@link #LONGEST}
 * @param firstBackOff how long a signal rests before its second attempt, from nothing on
 * @param longestBackOff how long it rests at most, from {@code firstBackOff} to {@link #LONGEST}
 */
public record Acknowledgement(
    int maxAttempts,
    int maxUnacknowledged,
    Duration ackTimeout,
    Duration firstBackOff,
    Duration longestBackOff) {

  /** The most attempts that can be asked for. */
  public static final int MAX_ATTEMPTS = 1_000_000;

  /** The most signals in a subscriber's hands that can be asked for. */
  public static final int MAX_UNACKNOWLEDGED = SubscribeOptions.MAX_CAPACITY;

  /** The longest timeout and the longest rest: a day. */
  public static final Duration LONGEST = Duration.ofDays(1);

  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);

  /** Five attempts, 100 signals in hand, 30 seconds for each, rests of 100 ms to 30 seconds. */
  public static final Acknowledgement DEFAULT =
      new Acknowledgement(
          5, 100, Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofSeconds(30));

  /**
   * Checks the ranges.
   *
   * @param maxAttempts how often a signal is delivered at most
   * @param maxUnacknowledged how many signals may be in the subscriber's hands
   * @param ackTimeout how long the subscriber may take
   * @param firstBackOff the rest before the second attempt
   * @param longestBackOff the longest rest
   * @throws PubSubException with BAD_OPTION when one is out of its range
   */
  public Acknowledgement {
    check("maxAttempts", maxAttempts, MAX_ATTEMPTS);
    check("maxUnacknowledged", maxUnacknowledged, MAX_UNACKNOWLEDGED);
    check("ackTimeout", ackTimeout, SHORTEST_TIMEOUT);
    check("firstBackOff", firstBackOff, Duration.ZERO);
    check("longestBackOff", longestBackOff, firstBackOff);
  }

  private static void check(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw outOfRange(name, "1", String.valueOf(max), String.valueOf(value));
    }
  }

  private static void check(String name, Duration value, Duration min) {
    if (value.compareTo(min) < 0 || value.compareTo(LONGEST) > 0) {
      throw outOfRange(name, min.toString(), LONGEST.toString(), value.toString());
    }
  }

  private static PubSubException outOfRange(String name, String min, String max, String value) {
    return new PubSubException(
        StandardError.BAD_OPTION, name + " must be from " + min + " to " + max + ", not " + value);
  }

  /**
   * The same with another number of attempts.
   *
   * @param attempts how often a signal is delivered at most
   * @return the changed copy
   */
  public Acknowledgement withMaxAttempts(int attempts) {
    return new Acknowledgement(
        attempts, maxUnacknowledged, ackTimeout, firstBackOff, longestBackOff);
  }

  /**
   * The same with another number of signals in the subscriber's hands.
   *
   * @param signals how many at most
   * @return the changed copy
   */
  public Acknowledgement withMaxUnacknowledged(int signals) {
    return new Acknowledgement(maxAttempts, signals, ackTimeout, firstBackOff, longestBackOff);
  }

  /**
   * The same with another time for each attempt.
   *
   * @param timeout how long the subscriber may take
   * @return the changed copy
   */
  public Acknowledgement withAckTimeout(Duration timeout) {
    return new Acknowledgement(
        maxAttempts, maxUnacknowledged, timeout, firstBackOff, longestBackOff);
  }

  /**
   * The same with other rests between attempts.
   *
   * @param first before the second attempt
   * @param longest at most
   * @return the changed copy
   */
  public Acknowledgement withBackOff(Duration first, Duration longest) {
    return new Acknowledgement(maxAttempts, maxUnacknowledged, ackTimeout, first, longest);
  }
}
