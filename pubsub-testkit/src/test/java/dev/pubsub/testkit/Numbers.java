package dev.pubsub.testkit;

import dev.pubsub.Delivery;
import dev.pubsub.signal.Encoder;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import java.util.Optional;

/** Deliveries with a payload, of no bus at all. */
record Numbers(Signal signal) implements Delivery {

  static Delivery of(Object payload) {
    return new Numbers(Signal.of(new SignalId(0, 0), "a", payload));
  }

  @Override
  public Optional<String> position() {
    return Optional.empty();
  }

  @Override
  public <T> T shared(Encoder<T> encoder) {
    return encoder.encode(signal);
  }
}
