package dev.pubsub.testkit;

import dev.pubsub.Delivery;
import dev.pubsub.signal.Encoder;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;

/** Deliveries with a payload, of no bus at all. */
record Numbers(Signal signal) implements Delivery {

  static Delivery of(Object payload) {
    return new Numbers(new Signal(new SignalId(0, 0), "a", "", "me", payload, 0));
  }

  @Override
  public <T> T shared(Encoder<T> encoder) {
    return encoder.encode(signal);
  }
}
