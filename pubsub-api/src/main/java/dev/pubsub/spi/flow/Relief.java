package dev.pubsub.spi.flow;

import java.util.Objects;
import java.util.Set;

/**
 * Something that a plugin gives up while resources are scarce. Those of a lower level come first,
 * those of one level in the order of the plugins, the bus itself before them; they are taken back
 * in reverse.
 *
 * @param level from which level on
 * @param resources of which resources; empty for any
 * @param what is given up, for the log and the reference: as it follows "gives up", without a full
 *     stop
 * @param ease gives it up. Called when the level is reached, and again now and then while it lasts,
 *     so that doing it twice must be right. Short; must not block. An exception is logged
 * @param restore takes it back, once the level is over
 */
public record Relief(
    PressureLevel level, Set<String> resources, String what, Runnable ease, Runnable restore) {

  /**
   * Checks that nothing is missing.
   *
   * @param level not {@link PressureLevel#NORMAL}
   * @param resources of which resources; empty for any
   * @param what is given up
   * @param ease gives it up
   * @param restore takes it back
   */
  public Relief {
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(ease, "ease");
    Objects.requireNonNull(restore, "restore");
    resources = Set.copyOf(resources);
    if (level == PressureLevel.NORMAL) {
      throw new IllegalArgumentException("nothing is given up while there is enough");
    }
  }
}
