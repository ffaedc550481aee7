package dev.pubsub.ws.phoenix;

import dev.pubsub.Delivery;
import dev.pubsub.signal.Encoder;
import dev.pubsub.signal.Signal;
import dev.pubsub.ws.frame.Frame;
import java.util.function.Function;

/**
 * A form in which signals leave. A signal is encoded once for all clients that read this form, and
 * one that cannot be encoded is tried once for all of them too. Any thread may use it.
 */
public final class Form {

  private final Encoder<Made> encoder;

  /**
   * A form.
   *
   * @param writer makes the frame of a signal
   */
  public Form(Function<Signal, Frame> writer) {
    this.encoder = signal -> make(writer, signal);
  }

  private static Made make(Function<Signal, Frame> writer, Signal signal) {
    try {
      return new Written(writer.apply(signal));
    } catch (RuntimeException e) {
      return new Failed(e);
    }
  }

  /** The frame, or what the writer threw. */
  Frame of(Delivery delivery) {
    Made made = delivery.shared(encoder);
    if (made instanceof Failed failed) {
      throw failed.why;
    }
    return ((Written) made).frame;
  }

  private sealed interface Made {}

  private record Written(Frame frame) implements Made {}

  private record Failed(RuntimeException why) implements Made {}
}
