package dev.pubsub.spi.edge;

import java.util.Objects;

/**
 * Tells groups apart: of all subscriptions to the same pattern in the same group each signal
 * reaches one, whichever node they are on.
 *
 * @param pattern as it was given
 * @param name of the group; what its members select of the signals is a part of it
 */
public record GroupId(String pattern, String name) {

  /**
   * Checks that there are both.
   *
   * @param pattern as it was given
   * @param name of the group
   */
  public GroupId {
    Objects.requireNonNull(pattern, "pattern");
    Objects.requireNonNull(name, "name");
  }
}
