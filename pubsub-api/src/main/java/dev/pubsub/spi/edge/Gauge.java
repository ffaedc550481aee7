package dev.pubsub.spi.edge;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * A figure of a plugin, shown among the meters of the node, where there are some. It goes up and
 * down, or {@linkplain #counter only up}.
 *
 * @param name up to 64 lower case letters, digits and dots, such as {@code connections}: shown
 *     behind {@code pubsub.} and the id of the plugin; no two of a plugin are the same, unless they
 *     differ in their tags
 * @param description what is counted, in a few words
 * @param tags by which those of one name differ, of the same keys in each and with few values:
 *     never what strangers choose
 * @param counter whether it counts what has happened since the start, and so never goes down
 * @param value how many there are now. Called whenever somebody asks, on any thread, by many at
 *     once, from the start of the assembly to its end, perhaps before the part itself was started;
 *     must not block or throw
 */
public record Gauge(
    String name,
    String description,
    Map<String, String> tags,
    boolean counter,
    LongSupplier value) {

  private static final Pattern NAME = Pattern.compile("(?=.{1,64}$)[a-z][a-z0-9]*(\\.[a-z0-9]+)*");

  /**
   * Checks the names.
   *
   * @param name by which it is shown
   * @param description what is counted
   * @param tags by which those of one name differ
   * @param counter whether it never goes down
   * @param value how many there are
   * @throws PubSubException with BAD_OPTION when it, or a tag, cannot have that name
   */
  public Gauge {
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(value, "value");
    tags = Map.copyOf(tags);
    if (!NAME.matcher(name).matches()
        || !tags.keySet().stream().allMatch(key -> NAME.matcher(key).matches())) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "a gauge and its tags have names of up to 64 lower case letters and digits, with single"
              + " dots in them");
    }
  }

  /**
   * A figure that goes up and down.
   *
   * @param name by which it is shown
   * @param description what is counted
   * @param value how many there are
   * @throws PubSubException with BAD_OPTION when it cannot have that name
   */
  public Gauge(String name, String description, LongSupplier value) {
    this(name, description, Map.of(), false, value);
  }

  /**
   * A figure that only goes up: how often something has happened.
   *
   * @param name by which it is shown
   * @param description what is counted
   * @param tag by which those of one name differ
   * @param of what is counted here, a value of the tag
   * @param value how often it has happened since the start
   * @return the figure
   * @throws PubSubException with BAD_OPTION when it cannot have that name
   */
  public static Gauge counter(
      String name, String description, String tag, String of, LongSupplier value) {
    return new Gauge(name, description, Map.of(tag, of), true, value);
  }
}
