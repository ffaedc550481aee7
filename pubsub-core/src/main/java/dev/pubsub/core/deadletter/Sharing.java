package dev.pubsub.core.deadletter;

/** A receiving end that shares signals with others: what was for it may be for any of them. */
public interface Sharing {

  /** The name of the group. */
  String group();
}
