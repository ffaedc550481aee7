package dev.pubsub.verification.broken.topic;

import org.assertj.core.api.Assertions;

/** The API with a library. */
final class NeedsALibrary {
  AssertionError failure() {
    return Assertions.fail("a class of a library is used");
  }
}
