package dev.pubsub.core.publish;

import dev.pubsub.signal.SignalId;

/** Whoever publishes; told apart by identity. */
public interface Sender {

  /** The name of the principal. */
  String source();

  /** Whether it may still publish, asked while it waits for room. */
  boolean isOpen();

  /** Whether what comes in by it is kept already; asked within the step that would keep it. */
  default boolean hasKept(SignalId id) {
    return false;
  }
}
