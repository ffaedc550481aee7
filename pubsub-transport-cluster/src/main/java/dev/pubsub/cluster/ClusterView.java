package dev.pubsub.cluster;

/**
 * What applications see of the cluster: {@code bus.extension(ClusterView.class)}. There is none
 * where the plugin is not enabled. Any thread; does not block.
 */
@FunctionalInterface
public interface ClusterView {

  /**
   * The figures as they are now.
   *
   * @return a copy
   */
  ClusterStats stats();
}
