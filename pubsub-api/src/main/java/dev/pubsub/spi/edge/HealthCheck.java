package dev.pubsub.spi.edge;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Says how a part of a plugin is, whenever somebody asks for the health of the server, and every
 * {@code pubsub.feeds.interval} where the bus {@code health} runs.
 *
 * @param name by which it is shown: up to 64 lower case letters, digits, dots, colons and dashes,
 *     of which no two of an assembly are the same
 * @param needs the names of checks of parts without which this one cannot be well; those that are
 *     not there need not be
 * @param vital whether clients are to be sent to other nodes while it is down. Whether the process
 *     is to be restarted never depends on a check
 * @param look says how the part is. Called on a thread of whoever is asked, by many at once, from
 *     the start of the assembly to its end, perhaps before the part itself was started; must not
 *     block: it answers from what is known. One that throws is down
 */
public record HealthCheck(String name, Set<String> needs, boolean vital, Supplier<Health> look) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9.:-]{1,64}");

  /**
   * Checks the name.
   *
   * @param name by which it is shown
   * @param needs the names of others
   * @param vital whether clients are to be sent elsewhere while it is down
   * @param look says how it is
   * @throws PubSubException with BAD_OPTION when it cannot have that name, or needs itself
   */
  public HealthCheck {
    needs = Set.copyOf(needs);
    Objects.requireNonNull(look, "look");
    if (!NAME.matcher(name).matches() || needs.contains(name)) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "a health check has a name of up to 64 lower case letters, digits, dots, colons and"
              + " dashes, and does not need itself");
    }
  }

  /**
   * A check of a part that stands alone, and that clients can do without.
   *
   * @param name by which it is shown
   * @param look says how it is
   * @return the check
   * @throws PubSubException with BAD_OPTION when it cannot have that name
   */
  public static HealthCheck of(String name, Supplier<Health> look) {
    return new HealthCheck(name, Set.of(), false, look);
  }

  /**
   * The same, of a part that needs others.
   *
   * @param others the names of their checks
   * @return the changed copy
   * @throws PubSubException with BAD_OPTION when it is among them
   */
  public HealthCheck needing(String... others) {
    return new HealthCheck(name, Set.of(others), vital, look);
  }

  /**
   * The same, of a part without which no client can be served.
   *
   * @return the changed copy
   */
  public HealthCheck asVital() {
    return new HealthCheck(name, needs, true, look);
  }
}
