package dev.pubsub;

import java.time.Duration;

/**
 * How fast a bus is at present.
 *
 * @param publishedPerSecond signals accepted, over the last minute, or since the bus was opened
 *     where that is less
 * @param deliveredPerSecond deliveries handled without an exception, over the same time
 * @param processingP50 how long half of the calls of subscribers took at most, in the last minutes;
 *     a sample of them, to within a fifth, and zero where there was none
 * @param processingP99 the same of all but the longest hundredth
 */
public record BusPace(
    double publishedPerSecond,
    double deliveredPerSecond,
    Duration processingP50,
    Duration processingP99) {

  /** Nothing has happened. */
  public static final BusPace STILL = new BusPace(0, 0, Duration.ZERO, Duration.ZERO);
}
