package dev.pubsub.signal;

/**
 * Makes another form of a signal, such as the bytes of a frame, to be shared by all who need it.
 *
 * <p>Called on whichever thread asks first, by one thread at a time for a signal. The instance is
 * the key: use one for all subscribers that want the same form.
 *
 * @param <T> the form; never changed after it was made
 */
@FunctionalInterface
public interface Encoder<T> {

  /**
   * Encodes a signal.
   *
   * @param signal what to encode
   * @return the form, never null
   */
  T encode(Signal signal);
}
