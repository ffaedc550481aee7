package dev.pubsub.json.filter;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.pubsub.Delivery;
import dev.pubsub.json.payload.PayloadReader;
import dev.pubsub.signal.Signal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A node of a compiled filter. Immutable; its text reads as itself. */
interface Expression {

  /**
   * What it stands for: a text, a number, true, false, null, {@link Values#ABSENT}, or something
   * that cannot be compared.
   */
  @Nullable Object value(Delivery delivery);

  /** Whether it is true. */
  default boolean holds(Delivery delivery) {
    return Boolean.TRUE.equals(value(delivery));
  }

  /** Whether it can be true at all. */
  default boolean isCondition() {
    return true;
  }

  /** Whether something may stand in it. */
  default boolean hasFields() {
    return false;
  }

  /** What is true or false. */
  interface Condition extends Expression {

    @Override
    boolean holds(Delivery delivery);

    @Override
    default Object value(Delivery delivery) {
      return holds(delivery);
    }
  }

  /** A value that is written in the filter. */
  record Literal(@Nullable Object value) implements Expression {

    @Override
    public @Nullable Object value(Delivery delivery) {
      return value;
    }

    @Override
    public boolean isCondition() {
      return value instanceof Boolean;
    }

    @Override
    public String toString() {
      return value instanceof String text ? quote(text) : String.valueOf(value);
    }
  }

  /** What is said about a signal beside its payload. */
  enum Attribute implements Expression {
    TOPIC,
    TYPE,
    KEY,
    SOURCE,
    PRIORITY,
    TIME,
    HEADERS;

    @Override
    public Object value(Delivery delivery) {
      Signal signal = delivery.signal();
      return switch (this) {
        case TOPIC -> signal.topic();
        case TYPE -> signal.type();
        case KEY -> signal.key();
        case SOURCE -> signal.source();
        case TIME -> signal.timeMillis();
        case HEADERS -> signal.headers();
        case PRIORITY ->
            switch (signal.priority()) {
              case LOW -> "low";
              case NORMAL -> "normal";
              case HIGH -> "high";
            };
      };
    }

    @Override
    public boolean isCondition() {
      return false;
    }

    @Override
    public boolean hasFields() {
      return this == HEADERS;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The payload, read if it must be. */
  record Payload(PayloadReader reader) implements Expression {

    @Override
    public @Nullable Object value(Delivery delivery) {
      return Values.plain(reader.read(delivery));
    }

    @Override
    public boolean hasFields() {
      return true;
    }

    @Override
    public String toString() {
      return "payload";
    }
  }

  /**
   * What stands in something, however deep.
   *
   * @param steps names and indices, never changed
   */
  record Path(Expression root, Object[] steps) implements Expression {

    @Override
    public @Nullable Object value(Delivery delivery) {
      Object at = root.value(delivery);
      for (Object step : steps) {
        at = Values.in(at, step);
      }
      return at;
    }

    @Override
    public boolean hasFields() {
      return true;
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(root.toString());
      for (Object step : steps) {
        text.append('[').append(step instanceof String name ? quote(name) : step).append(']');
      }
      return text.toString();
    }
  }

  /** How many characters, elements or fields something has. */
  record Size(Expression of) implements Expression {

    @Override
    public @Nullable Object value(Delivery delivery) {
      return Values.size(of.value(delivery));
    }

    @Override
    public boolean isCondition() {
      return false;
    }

    @Override
    public String toString() {
      return of + ".size()";
    }
  }

  private static String quote(String text) {
    // JSON knows no escapes that a filter does not know.
    return new TextNode(text).toString();
  }

  /** Some expressions, one behind the other. */
  static String join(String between, List<? extends Expression> parts) {
    return String.join(between, parts.stream().map(Expression::inner).toList());
  }

  /** As part of a larger expression. */
  default String inner() {
    return this instanceof Condition ? "(" + this + ")" : toString();
  }
}
