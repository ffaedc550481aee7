package dev.pubsub.json.filter;

import dev.pubsub.Delivery;
import dev.pubsub.signal.Encoder;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import java.util.IdentityHashMap;
import java.util.Optional;

/** A signal as subscribers get it, that keeps what was made of it. */
final class SentSignal implements Delivery {

  private final Signal signal;
  private final IdentityHashMap<Encoder<?>, Object> forms = new IdentityHashMap<>();
  private int made;

  SentSignal(Signal signal) {
    this.signal = signal;
  }

  static SentSignal of(Object payload) {
    return new SentSignal(Signal.of(new SignalId(1, 1), "orders:new", payload));
  }

  /** How many forms were made. */
  int made() {
    return made;
  }

  @Override
  public Signal signal() {
    return signal;
  }

  @Override
  public Optional<String> position() {
    return Optional.empty();
  }

  @Override
  @SuppressWarnings("unchecked") // a form is kept under the very encoder that made it
  public <T> T shared(Encoder<T> encoder) {
    return (T)
        forms.computeIfAbsent(
            encoder,
            each -> {
              made++;
              return each.encode(signal);
            });
  }
}
