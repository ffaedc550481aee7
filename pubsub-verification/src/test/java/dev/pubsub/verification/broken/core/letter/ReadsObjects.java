package dev.pubsub.verification.broken.core.letter;

import java.io.ObjectInputStream;

/** A letter from a stream. */
final class ReadsObjects {
  @SuppressWarnings("BanSerializableRead")
  Object read(ObjectInputStream stream) throws Exception {
    return stream.readObject();
  }
}
