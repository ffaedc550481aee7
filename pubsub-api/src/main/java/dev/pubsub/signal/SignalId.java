package dev.pubsub.signal;

import java.util.UUID;

/**
 * The identity of a signal: 128 bits that begin with the time and are written as a UUID.
 *
 * <p>The layout is version 7 of RFC 9562: 48 bits of milliseconds, then a counter, then bits that
 * tell nodes apart. Those of one publishing thread on one bus ascend.
 *
 * @param high the upper half
 * @param low the lower half
 */
public record SignalId(long high, long low) implements Comparable<SignalId> {

  @Override
  public int compareTo(SignalId other) {
    int upper = Long.compareUnsigned(high, other.high);
    return upper != 0 ? upper : Long.compareUnsigned(low, other.low);
  }

  /**
   * Reads an identity.
   *
   * @param text the form that {@link #toString} gives
   * @return the identity
   * @throws IllegalArgumentException when it is not of that form
   */
  public static SignalId parse(String text) {
    UUID uuid = UUID.fromString(text);
    // The JDK takes shorter groups too, which would make a cut identity another one.
    if (!uuid.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException("not the 36 characters of an identity");
    }
    return new SignalId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
  }

  /** The 36 characters of a UUID. */
  @Override
  public String toString() {
    return new UUID(high, low).toString();
  }
}
