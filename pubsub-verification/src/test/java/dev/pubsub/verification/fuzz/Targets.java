package dev.pubsub.verification.fuzz;

import java.util.stream.Stream;

/** All that decodes what strangers send, and other nodes. */
final class Targets {

  private Targets() {}

  static Stream<Fuzz.Target> all() {
    return Stream.of(
        new FramesTarget(),
        new MessagesTarget(),
        new TopicsTarget(),
        new HttpTarget(),
        new NodeFramesTarget());
  }
}
