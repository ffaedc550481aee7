package dev.pubsub.json.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.pubsub.signal.Headers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What filters compare: JSON as JDK values or as Jackson's nodes, walked as it is. */
final class Values {

  /** What is not there. */
  static final Object ABSENT = new Object();

  private Values() {}

  /** A scalar of Jackson's as the JDK has it; everything else as it is. */
  static @Nullable Object plain(@Nullable Object value) {
    if (!(value instanceof JsonNode node)) {
      return value;
    }
    return switch (node.getNodeType()) {
      case STRING -> node.textValue();
      case NUMBER -> node.numberValue();
      case BOOLEAN -> node.booleanValue();
      case NULL -> null;
      case MISSING -> ABSENT;
      case POJO -> ((POJONode) node).getPojo();
      case OBJECT, ARRAY, BINARY -> node;
    };
  }

  /** What stands in something by a name or at an index, a {@code String} or an {@code Integer}. */
  static @Nullable Object in(@Nullable Object whole, Object step) {
    return step instanceof String name ? field(whole, name) : element(whole, (Integer) step);
  }

  private static @Nullable Object field(@Nullable Object whole, String name) {
    if (whole instanceof Map<?, ?> map) {
      Object value = map.get(name);
      return value == null && !map.containsKey(name) ? ABSENT : plain(value);
    }
    if (whole instanceof Headers headers) {
      String text = headers.getOrDefault(name, "");
      return text.isEmpty() && headers.get(name).isEmpty() ? ABSENT : text;
    }
    return whole instanceof JsonNode node ? orAbsent(node.get(name)) : ABSENT;
  }

  private static @Nullable Object element(@Nullable Object whole, int index) {
    if (whole instanceof List<?> list) {
      return index < list.size() ? plain(list.get(index)) : ABSENT;
    }
    return whole instanceof JsonNode node ? orAbsent(node.get(index)) : ABSENT;
  }

  private static @Nullable Object orAbsent(@Nullable JsonNode node) {
    return node == null ? ABSENT : plain(node);
  }

  /** Whether an array or a list has an element, or an object, a map or headers a name. */
  static boolean contains(@Nullable Object whole, @Nullable Object sought) {
    if (whole instanceof List<?> || (whole instanceof JsonNode node && node.isArray())) {
      for (Object each : (Iterable<?>) whole) {
        if (Relation.EQUAL.holds(sought, plain(each))) {
          return true;
        }
      }
      return false;
    }
    return sought instanceof String name && field(whole, name) != ABSENT;
  }

  /** How many characters, elements or fields. */
  static Object size(@Nullable Object value) {
    if (value instanceof String text) {
      return text.length();
    }
    if (value instanceof List<?> list) {
      return list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    if (value instanceof Headers headers) {
      return headers.size();
    }
    return value instanceof JsonNode node && node.isContainerNode() ? node.size() : ABSENT;
  }

  /** Arrays, objects and what is no JSON are equal to nothing. */
  static boolean areEqual(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Number one && right instanceof Number other) {
      return Numbers.order(one, other) == Order.SAME;
    }
    return left == null
        ? right == null
        : (left instanceof String || left instanceof Boolean) && left.equals(right);
  }

  /** Numbers and texts have an order, each among their like. */
  static Order order(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Number one && right instanceof Number other) {
      return Numbers.order(one, other);
    }
    return left instanceof String one && right instanceof String other
        ? Order.of(one.compareTo(other))
        : Order.NONE;
  }
}
