package dev.pubsub.cluster.wire;

import java.util.Objects;

/**
 * One run of a node. Whoever starts again under the same name is another.
 *
 * @param name by which people know it
 * @param life tells the runs of a name apart
 */
public record Node(String name, long life) {

  /** The longest name, in bytes of UTF-8. */
  public static final int LONGEST_NAME = 200;

  /**
   * Checks that there is a name.
   *
   * @param name by which people know it
   * @param life tells the runs of a name apart
   */
  public Node {
    Objects.requireNonNull(name, "name");
  }

  @Override
  public String toString() {
    return name;
  }
}
