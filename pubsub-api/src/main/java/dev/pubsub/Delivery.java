package dev.pubsub;

import dev.pubsub.signal.Encoder;
import dev.pubsub.signal.Signal;
import java.util.Optional;

/** One signal on its way to subscribers. The same object may reach many of them. */
public interface Delivery {

  /**
   * The signal itself.
   *
   * @return the signal, immutable
   */
  Signal signal();

  /**
   * Where the history of the bus stands behind this signal, for a subscription that comes back
   * later, see {@link StartAt#after}.
   *
   * @return an opaque text; empty when no history is kept of the topic
   */
  Optional<String> position();

  /**
   * The signal in another form, made by the first subscriber that asks and shared by all.
   *
   * @param encoder identifies the form; use one instance for all subscribers
   * @param <T> the form, immutable or never changed, since everybody gets the same object
   * @return what the encoder made of this signal
   * @throws RuntimeException what the encoder throws; the next caller tries again
   */
  <T> T shared(Encoder<T> encoder);
}
