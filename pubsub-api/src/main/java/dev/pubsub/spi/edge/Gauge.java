package dev.pubsub.spi.edge;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * A figure of a plugin that goes up and down, shown among the meters of the node, where there are
 * some.
 *
 * @param name up to 64 lower case letters, digits and dots, such as {@code connections}: shown
 *     behind {@code pubsub.} and the id of the plugin; no two of a plugin are the same
 * @param description what is counted, in a few words
 * @param value how many there are now. Called whenever somebody asks, on any thread, by many at
 *     once, from the start of the assembly to its end, perhaps before the part itself was started;
 *     must not block or throw
 */
public record Gauge(String name, String description, LongSupplier value) {

  private static final Pattern NAME = Pattern.compile("(?=.{1,64}$)[a-z][a-z0-9]*(\\.[a-z0-9]+)*");

  /**
   * Checks the name.
   *
   * @param name by which it is shown
   * @param description what is counted
   * @param value how many there are
   * @throws PubSubException with BAD_OPTION when it cannot have that name
   */
  public Gauge {
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(value, "value");
    if (!NAME.matcher(name).matches()) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "a gauge has a name of up to 64 lower case letters and digits, with single dots in it");
    }
  }
}
