package dev.pubsub.core.deadletter;

/** A receiving end that may share signals with others: what was for it is for any of them. */
public interface Sharing {

  /** The name of the group; the empty string where it has none. */
  String group();
}
