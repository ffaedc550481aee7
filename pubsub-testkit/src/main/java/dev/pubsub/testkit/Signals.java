package dev.pubsub.testkit;

import dev.pubsub.PublishResult;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;

/** Signals for the contracts, and what becomes of them. */
final class Signals {

  private Signals() {}

  /** A signal without a key, whose number is its payload and in its id. */
  static Signal numbered(String topic, int number) {
    return numberedAt(topic, number, number);
  }

  /** The same, published at a time. */
  static Signal numberedAt(String topic, int number, long millis) {
    return signal(topic, number, number, millis);
  }

  /** The same, with a payload of so many bytes. */
  static Signal sized(String topic, int number, int bytes) {
    return signal(topic, number, new byte[bytes], number);
  }

  private static Signal signal(String topic, int number, Object payload, long millis) {
    return Signal.of(new SignalId(1, number), topic, payload)
        .withSource("tester")
        .withTimeMillis(millis);
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
