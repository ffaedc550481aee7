package dev.pubsub.spi.edge;

import java.util.Objects;
import java.util.Optional;

/**
 * What a {@link HealthCheck} said.
 *
 * @param name of the check
 * @param health how the part is
 * @param vital whether clients are to be sent to other nodes while it is down
 * @param because the name of another part that it needs, directly or not, and that is not well
 *     itself; empty where it is well, or where nothing that it needs is to blame
 */
public record PartHealth(String name, Health health, boolean vital, Optional<String> because) {

  /**
   * Checks that nothing is missing.
   *
   * @param name of the check
   * @param health how the part is
   * @param vital whether clients are to be sent elsewhere while it is down
   * @param because the name of another part, or empty
   */
  public PartHealth {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(health, "health");
    Objects.requireNonNull(because, "because");
  }

  /**
   * Whether no client can be served because of it.
   *
   * @return true when it is vital and down
   */
  public boolean isFatal() {
    return vital && health.state() == Health.State.DOWN;
  }
}
