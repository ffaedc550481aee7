package dev.pubsub.core.publish;

/** Whoever publishes; told apart by identity. */
public interface Sender {

  /** The name of the principal. */
  String source();

  /** Whether it may still publish, asked while it waits for room. */
  boolean isOpen();
}
