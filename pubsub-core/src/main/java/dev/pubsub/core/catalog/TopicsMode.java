package dev.pubsub.core.catalog;

/** Where topics come from. */
public enum TopicsMode {
  /** Publishing to a name, or subscribing to it, makes its topic. */
  OPEN,
  /** A topic must be created before it is used. */
  DECLARED
}
