package dev.pubsub.core.letter;

import dev.pubsub.Delivery;
import dev.pubsub.signal.Encoder;
import dev.pubsub.signal.Signal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A signal on its way to its subscribers, one object for all of them. */
public final class Letter implements Delivery {

  private final Signal signal;
  private final Object publisher;
  private volatile @Nullable Form forms;

  /**
   * A letter nobody has encoded yet.
   *
   * @param publisher the door through which the signal came, told apart by identity
   */
  public Letter(Signal signal, Object publisher) {
    this.signal = signal;
    this.publisher = publisher;
  }

  @Override
  public Signal signal() {
    return signal;
  }

  /** Whether the signal came through this door. */
  public boolean isFrom(Object door) {
    return publisher == door;
  }

  @Override
  public <T> T shared(Encoder<T> encoder) {
    T made = made(encoder);
    return made != null ? made : make(encoder);
  }

  /**
   * Under a lock, so that an encoding is made once even if a subscriber that is behind asks too.
   */
  private synchronized <T> T make(Encoder<T> encoder) {
    T made = made(encoder);
    if (made == null) {
      made = Objects.requireNonNull(encoder.encode(signal), "an encoder must not return null");
      forms = new Form(encoder, made, forms);
    }
    return made;
  }

  @SuppressWarnings("unchecked") // a form is kept under the very encoder that made it
  private <T> @Nullable T made(Encoder<T> encoder) {
    for (Form form = forms; form != null; form = form.next) {
      if (form.encoder == encoder) {
        return (T) form.value;
      }
    }
    return null;
  }

  private record Form(Encoder<?> encoder, Object value, @Nullable Form next) {}
}
