package dev.pubsub.core;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Publishes on one bus what is published on another: all of it, or some, under the same name or
 * another.
 *
 * <pre>{@code
 * PubSub.builder()
 *     .presets()
 *     .bridge(Bridge.from("events", "orders:**").to("audit").renaming(topic -> "copy:" + topic))
 * }</pre>
 *
 * <p>A copy has the payload, type, key, priority and headers of the original, what is left of its
 * time to live, and the source {@link #SOURCE}; it is a signal of its own otherwise. What came over
 * a bridge goes over no other, so bridges cannot run in circles.
 *
 * <p>Nothing is lost without being counted: the subscription of the bridge is one of its bus, with
 * the capacity and overflow that are set there; where the other bus refuses a copy and says when to
 * try again, the bridge waits and tries again; any other refusal is counted there, by its code.
 *
 * @param from the name of the bus where signals come from
 * @param pattern which topics
 * @param to the name of the bus where they go
 * @param filter which of the signals; does not block
 * @param name the topic of a copy from that of the original; does not block
 */
public record Bridge(
    String from, String pattern, String to, Predicate<Signal> filter, UnaryOperator<String> name) {

  /** The source of what came over a bridge. */
  public static final String SOURCE = "system:bridges";

  /**
   * Checks that nothing is missing.
   *
   * @param from the name of a bus
   * @param pattern which topics
   * @param to the name of another bus
   * @param filter which of the signals
   * @param name the topic of a copy
   * @throws PubSubException with BAD_OPTION where both are the same bus, and BAD_PATTERN
   */
  public Bridge {
    Objects.requireNonNull(filter, "filter");
    Objects.requireNonNull(name, "name");
    TopicPattern.parse(pattern, TopicSyntax.COLON);
    if (from.equals(to)) {
      throw new PubSubException(
          StandardError.BAD_OPTION, "a bridge must lead to another bus than '" + from + "'");
    }
  }

  /**
   * Begins a bridge.
   *
   * @param bus the name of the bus where signals come from
   * @param pattern which topics
   * @return what is to be told where it leads
   */
  public static Start from(String bus, String pattern) {
    return new Start(bus, pattern);
  }

  /**
   * A bridge that does not lead anywhere yet.
   *
   * @param from the name of the bus where signals come from
   * @param pattern which topics
   */
  public record Start(String from, String pattern) {

    /**
     * A bridge for every signal, under the same name.
     *
     * @param bus the name of the bus where they go
     * @return the bridge
     * @throws PubSubException with BAD_OPTION where both are the same bus, and BAD_PATTERN
     */
    public Bridge to(String bus) {
      return new Bridge(from, pattern, bus, signal -> true, topic -> topic);
    }
  }

  /**
   * This bridge for some of the signals.
   *
   * @param wanted which; does not block
   * @return the changed copy
   */
  public Bridge where(Predicate<Signal> wanted) {
    return new Bridge(from, pattern, to, filter.and(wanted), name);
  }

  /**
   * This bridge with other names.
   *
   * @param renamed the topic of a copy from that of the original; does not block
   * @return the changed copy
   */
  public Bridge renaming(UnaryOperator<String> renamed) {
    return new Bridge(from, pattern, to, filter, renamed);
  }
}
