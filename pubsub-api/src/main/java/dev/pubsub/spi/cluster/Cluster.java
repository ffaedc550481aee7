package dev.pubsub.spi.cluster;

/**
 * What a node knows of others. A plugin that connects nodes brings one, see {@code Contributions}.
 */
public interface Cluster {

  /**
   * The nodes that work together.
   *
   * @return the same as long as the assembly is open; this node alone until others are known
   */
  Members members();

  /**
   * What the nodes tell each other under a name.
   *
   * @param name of the roster; whoever asks by the same name gets the same one
   * @param codec how its entries are written for other nodes
   * @param <K> the keys, immutable
   * @param <V> the values, immutable
   * @return the roster, as long as the assembly is open
   */
  <K, V> Roster<K, V> roster(String name, RosterCodec<K, V> codec);
}
