package dev.pubsub.cluster.replica;

/** Something of which each node has a set of texts that all others know. */
public interface Shared {

  /**
   * What this node has.
   *
   * @return the same each time
   */
  LocalSet local();

  /**
   * What the others have.
   *
   * @return the same each time
   */
  RemoteSets remote();

  /** What the others have is not what it was. Called under no lock of the sets. */
  void changed();
}
