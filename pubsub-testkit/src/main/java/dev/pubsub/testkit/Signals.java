package dev.pubsub.testkit;

import dev.pubsub.PublishResult;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;

/** Signals for the contracts, and what becomes of them. */
final class Signals {

  private Signals() {}

  /** A signal without a key, whose number is its payload and in its id. */
  static Signal numbered(String topic, int number) {
    return Signal.of(new SignalId(1, number), topic, number)
        .withSource("tester")
        .withTimeMillis(number);
  }

  static PublishResult.Accepted accepted(PublishResult result) {
    if (result instanceof PublishResult.Accepted accepted) {
      return accepted;
    }
    throw new AssertionError("refused: " + result);
  }

  static PublishResult.Rejected rejected(PublishResult result) {
    if (result instanceof PublishResult.Rejected rejected) {
      return rejected;
    }
    throw new AssertionError("not refused: " + result);
  }
}
