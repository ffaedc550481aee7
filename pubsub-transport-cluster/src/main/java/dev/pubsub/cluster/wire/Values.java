package dev.pubsub.cluster.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The payloads that nodes carry: what JSON is made of, and bytes. Each begins with a byte that says
 * what it is.
 */
public final class Values {

  /** How deep lists and maps may be nested. */
  static final int DEEPEST = 128;

  private static final int LONGEST_NUMBER = 4096;
  private static final int MANY = 1024;

  private static final int NULL = 0;
  private static final int FALSE = 1;
  private static final int TRUE = 2;
  private static final int INT = 3;
  private static final int LONG = 4;
  private static final int DOUBLE = 5;
  private static final int TEXT = 6;
  private static final int OCTETS = 7;
  private static final int BIG_INTEGER = 8;
  private static final int BIG_DECIMAL = 9;
  private static final int LIST = 10;
  private static final int MAP = 11;

  private Values() {}

  /**
   * Writes a value.
   *
   * @param to may have a part of the value when it cannot be written
   * @param value what JSON is made of, or bytes
   * @return null when it is written whole; otherwise what is in the way, such as the name of a
   *     class
   */
  public static @Nullable String write(FrameWriter to, @Nullable Object value) {
    return write(to, value, 0);
  }

  private static @Nullable String write(FrameWriter to, @Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      return "nested deeper than " + DEEPEST;
    }
    if (value == null) {
      to.octet(NULL);
    } else if (value instanceof String text) {
      to.octet(TEXT);
      to.text(text);
    } else if (value instanceof byte[] octets) {
      to.octet(OCTETS);
      to.octets(octets);
    } else if (value instanceof Boolean flag) {
      to.octet(flag ? TRUE : FALSE);
    } else if (value instanceof Map<?, ?> map) {
      return writeMap(to, map, depth);
    } else if (value instanceof List<?> list) {
      return writeList(to, list, depth);
    } else {
      return writeNumber(to, value);
    }
    return null;
  }

  private static @Nullable String writeNumber(FrameWriter to, Object value) {
    if (value instanceof Integer number) {
      to.octet(INT);
      to.signed(number);
    } else if (value instanceof Long number) {
      to.octet(LONG);
      to.signed(number);
    } else if (value instanceof Double number) {
      to.octet(DOUBLE);
      to.fixed(Double.doubleToRawLongBits(number));
    } else if (value.getClass() == BigInteger.class) {
      to.octet(BIG_INTEGER);
      return writeBig(to, (BigInteger) value);
    } else if (value.getClass() == BigDecimal.class) {
      BigDecimal number = (BigDecimal) value;
      to.octet(BIG_DECIMAL);
      to.signed(number.scale());
      return writeBig(to, number.unscaledValue());
    } else {
      return value.getClass().getName();
    }
    return null;
  }

  private static @Nullable String writeBig(FrameWriter to, BigInteger number) {
    if (number.bitLength() / Byte.SIZE >= LONGEST_NUMBER) {
      return "a number of more than " + LONGEST_NUMBER + " bytes";
    }
    to.octets(number.toByteArray());
    return null;
  }

  private static @Nullable String writeList(FrameWriter to, List<?> list, int depth) {
    to.octet(LIST);
    to.number(list.size());
    for (Object each : list) {
      String fault = write(to, each, depth + 1);
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private static @Nullable String writeMap(FrameWriter to, Map<?, ?> map, int depth) {
    to.octet(MAP);
    to.number(map.size());
    for (Map.Entry<?, ?> each : map.entrySet()) {
      if (!(each.getKey() instanceof String key)) {
        return "a map with keys that are no texts";
      }
      to.text(key);
      String fault = write(to, each.getValue(), depth + 1);
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  /**
   * Reads a value.
   *
   * @param from where one begins
   * @return the value, which may be null
   * @throws MalformedFrame when there is none
   */
  public static @Nullable Object read(FrameReader from) throws MalformedFrame {
    return read(from, 0);
  }

  private static @Nullable Object read(FrameReader from, int depth) throws MalformedFrame {
    if (depth > DEEPEST) {
      throw new MalformedFrame("nested deeper than " + DEEPEST);
    }
    int kind = from.octet();
    return switch (kind) {
      case NULL -> null;
      case FALSE -> false;
      case TRUE -> true;
      case INT -> (int) from.signed();
      case LONG -> from.signed();
      case DOUBLE -> Double.longBitsToDouble(from.fixed());
      case TEXT -> from.text();
      case OCTETS -> from.octets();
      case BIG_INTEGER -> big(from);
      case BIG_DECIMAL -> {
        int scale = (int) from.signed();
        yield new BigDecimal(big(from), scale);
      }
      case LIST -> list(from, depth);
      case MAP -> map(from, depth);
      default -> throw new MalformedFrame("there is no value of kind " + kind);
    };
  }

  private static BigInteger big(FrameReader from) throws MalformedFrame {
    byte[] octets = from.octets();
    if (octets.length == 0 || octets.length > LONGEST_NUMBER) {
      throw new MalformedFrame("a number has 1 to " + LONGEST_NUMBER + " bytes");
    }
    return new BigInteger(octets);
  }

  private static List<@Nullable Object> list(FrameReader from, int depth) throws MalformedFrame {
    int count = from.count();
    List<@Nullable Object> list = new ArrayList<>(Math.min(count, MANY));
    for (int i = 0; i < count; i++) {
      list.add(read(from, depth + 1));
    }
    return Collections.unmodifiableList(list);
  }

  private static Map<String, @Nullable Object> map(FrameReader from, int depth)
      throws MalformedFrame {
    int count = from.count();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      map.put(from.text(), read(from, depth + 1));
    }
    return Collections.unmodifiableMap(map);
  }
}
