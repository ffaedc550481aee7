package dev.pubsub.agents.runtime;

import org.jspecify.annotations.Nullable;

/** Something that waits in a mailbox, and is itself the node of its queue. */
abstract class Item {

  /** Written once by the one who puts the next behind it, and forgotten when this is taken. */
  volatile @Nullable Item next;

  /** In a turn of the agent. */
  abstract void handle(Cell cell) throws Exception;

  /** The agent has failed with it. */
  void failed(Cell cell, Throwable failure) {}

  /** The agent has ended before its turn. */
  abstract void abandon(Cell cell);
}
