package dev.pubsub.verification.broken.core.letter;

import java.io.Serializable;

/** A letter for a stream. */
final class CanBeSerialized implements Serializable {
  private static final long serialVersionUID = 1L;
}
