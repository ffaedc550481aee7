package dev.pubsub;

import java.util.Objects;

/**
 * Who acts: a user, a program, a plugin. A plugin's own principal is {@code system:<plugin id>}.
 *
 * @param name a stable name, not secret; never empty
 */
public record Principal(String name) {

  /** Whoever came in without saying who they are. */
  public static final Principal ANONYMOUS = new Principal("anonymous");

  /**
   * Checks the name.
   *
   * @param name a stable name, not empty
   */
  public Principal {
    Objects.requireNonNull(name, "name");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a principal needs a name");
    }
  }
}
