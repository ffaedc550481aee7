package dev.pubsub.spi.data;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * How much of a topic is kept: the newest signals, as long as they are within every one of three
 * bounds. The newest signal alone is kept however large it is.
 *
 * @param count how many signals; {@link #ANY_COUNT} for any number
 * @param age for how long, counted from the time of the signal; {@link #ANY_AGE} for ever
 * @param bytes how much room they may take, by the measure of the store; {@link #ANY_BYTES} for any
 */
public record Retention(int count, Duration age, long bytes) {

  /** No bound on the number. */
  public static final int ANY_COUNT = Integer.MAX_VALUE;

  /** No bound on the age. */
  public static final Duration ANY_AGE = ChronoUnit.FOREVER.getDuration();

  /** No bound on the room. */
  public static final long ANY_BYTES = Long.MAX_VALUE;

  /** Everything, for ever. */
  public static final Retention ALL = new Retention(ANY_COUNT, ANY_AGE, ANY_BYTES);

  /**
   * Checks the bounds.
   *
   * @param count 1 or more
   * @param age more than nothing
   * @param bytes 1 or more
   * @throws PubSubException with BAD_OPTION when nothing would be kept
   */
  public Retention {
    Objects.requireNonNull(age, "age");
    if (count < 1 || bytes < 1 || age.isNegative() || age.isZero()) {
      throw new PubSubException(
          StandardError.BAD_OPTION, "a history needs a count, an age and bytes of more than 0");
    }
  }

  /**
   * The newest signals, however old and large they are.
   *
   * @param count how many, 1 or more
   * @return the bound
   */
  public static Retention newest(int count) {
    return ALL.withCount(count);
  }

  /**
   * This with another count.
   *
   * @param signals 1 or more
   * @return the changed copy
   */
  public Retention withCount(int signals) {
    return new Retention(signals, age, bytes);
  }

  /**
   * This with another age.
   *
   * @param longest more than nothing
   * @return the changed copy
   */
  public Retention withAge(Duration longest) {
    return new Retention(count, longest, bytes);
  }

  /**
   * This with another bound on the room.
   *
   * @param most in bytes, 1 or more
   * @return the changed copy
   */
  public Retention withBytes(long most) {
    return new Retention(count, age, most);
  }

  /**
   * A part of this: of each bound that there is.
   *
   * @param percent 1 to 100
   * @return the narrower bounds, none of them nothing
   */
  public Retention scaledTo(int percent) {
    return new Retention(
        count == ANY_COUNT ? count : (int) Math.max(1, (long) count * percent / 100),
        age.equals(ANY_AGE) ? age : age.multipliedBy(percent).dividedBy(100),
        bytes == ANY_BYTES ? bytes : Math.max(1, bytes / 100 * percent));
  }

  /**
   * Keeps what either of two keeps: of each bound the wider.
   *
   * @param other the other one
   * @return the wider
   */
  public Retention or(Retention other) {
    return new Retention(
        Math.max(count, other.count),
        age.compareTo(other.age) < 0 ? other.age : age,
        Math.max(bytes, other.bytes));
  }
}
