package dev.pubsub.cluster.link;

import java.util.Locale;

/** Why a signal did not get to another node. */
public enum Loss {
  /** As much waited for the node as may; this was the newest. */
  QUEUE_FULL,
  /** Its payload is of a kind that nodes do not carry. */
  NOT_CARRIED,
  /** The node went while it waited. */
  NODE_GONE,
  /** The wire did not take it. */
  SEND_FAILED;

  /**
   * How it is written in figures.
   *
   * @return lower case, with underscores
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
