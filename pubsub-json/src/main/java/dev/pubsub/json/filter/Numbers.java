package dev.pubsub.json.filter;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Compares numbers as numbers, whatever their type. Whole ones are compared exactly, with real ones
 * too; a decimal is compared with a double as the double that is nearest to it, since 1.1 read as
 * the one is 1.1 read as the other.
 */
final class Numbers {

  // From here on not every whole number is a double.
  private static final long EXACT = 1L << 53;

  private Numbers() {}

  static Order order(Number left, Number right) {
    if (isShort(left) && isShort(right)) {
      return Order.of(Long.compare(left.longValue(), right.longValue()));
    }
    if (isReal(left)) {
      return isReal(right) ? real(real(left), real(right)) : mixed(real(left), right);
    }
    if (isReal(right)) {
      return mixed(real(right), left).reversed();
    }
    BigDecimal one = exact(left);
    BigDecimal other = exact(right);
    return one == null || other == null ? Order.NONE : Order.of(one.compareTo(other));
  }

  private static Order mixed(double left, Number right) {
    if (right instanceof BigDecimal decimal) {
      return real(left, decimal.doubleValue());
    }
    if (isShort(right) && Math.abs(right.longValue()) < EXACT) {
      return real(left, right.doubleValue());
    }
    BigDecimal other = exact(right);
    if (other == null || Double.isNaN(left)) {
      return Order.NONE;
    }
    return Double.isInfinite(left)
        ? real(left, 0)
        : Order.of(new BigDecimal(left).compareTo(other));
  }

  private static Order real(double left, double right) {
    return left < right
        ? Order.BEFORE
        : left > right ? Order.BEHIND : left == right ? Order.SAME : Order.NONE;
  }

  /** Of a float, what its decimal digits mean. */
  private static double real(Number number) {
    return number instanceof Float ? Double.parseDouble(number.toString()) : number.doubleValue();
  }

  private static @Nullable BigDecimal exact(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    if (number instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    return isShort(number) ? BigDecimal.valueOf(number.longValue()) : null;
  }

  private static boolean isReal(Number number) {
    return number instanceof Double || number instanceof Float;
  }

  private static boolean isShort(Number number) {
    return number instanceof Integer
        || number instanceof Long
        || number instanceof Short
        || number instanceof Byte;
  }
}
