package dev.pubsub.spi.flow;

/** What somebody wants to do, as a {@link Gate} sees it. */
public enum Operation {
  /** Publish a signal; the resource is the topic, as the publisher gave it. */
  PUBLISH,
  /** Open a subscription; the resource is its pattern. */
  SUBSCRIBE,
  /** Come in from outside; the resource is the address somebody comes from. */
  CONNECT,
  /** Create a topic by hand; the resource is its name. */
  CREATE_TOPIC,
  /** Create an agent; the resource is its type. */
  CREATE_AGENT,
  /** Have an agent, or a plugin, do something; the resource says what. */
  ACT,
  /**
   * Read or change what a node tells of itself: figures, settings, connections, what it keeps; the
   * resource is the action, such as {@code connections.close}.
   */
  ADMINISTER
}
