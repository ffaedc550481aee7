package dev.pubsub.spi.cluster;

import java.util.List;

/** The nodes that work together. All methods may be called on any thread; none blocks. */
public interface Members {

  /**
   * This node.
   *
   * @return its name, the same as long as the assembly is open and unique among the members
   */
  String self();

  /**
   * The nodes that are there as far as this one knows, itself included.
   *
   * @return their names, the oldest first, the same order on all nodes that see each other
   */
  List<String> list();

  /**
   * Has somebody told when nodes come and go.
   *
   * @param listener told of every change from now on, in their order, never by two threads at once;
   *     must not block
   * @return ends it
   */
  AutoCloseable watch(Listener listener);

  /** Told when nodes come and go. */
  interface Listener {

    /**
     * A node is there.
     *
     * @param node its name
     */
    void up(String node);

    /**
     * A node is gone, or cannot be reached.
     *
     * @param node its name
     */
    void down(String node);
  }
}
