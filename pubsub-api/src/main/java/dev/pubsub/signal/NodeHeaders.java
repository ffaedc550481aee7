package dev.pubsub.signal;

/** The name of the header by which a signal says to which nodes it goes. */
public final class NodeHeaders {

  /**
   * The only node on which the signal is received: its name, or {@link #HERE}. Without it a signal
   * is received on every node where somebody subscribes.
   */
  public static final String TO = "to-node";

  /** The node on which a signal is published, whatever it is called. */
  public static final String HERE = ".";

  private NodeHeaders() {}
}
