package dev.pubsub.json;

import dev.pubsub.signal.Encoder;
import dev.pubsub.signal.Headers;
import java.util.Objects;
import java.util.function.Function;

/**
 * How values of a type travel on a bus. {@link Codecs} has some; one of your own is two functions.
 *
 * @param writer makes the payload of a value; the payload must not change any more
 * @param reader makes the value of a signal, and throws when there is none in it. It is asked once
 *     for each signal, and everybody who uses this codec gets the same value: use one instance
 * @param headers what a signal says beside such a payload
 * @param <T> the type, best of values that do not change
 */
public record Codec<T>(Function<T, Object> writer, Encoder<T> reader, Headers headers) {

  /**
   * Checks that nothing is missing.
   *
   * @param writer makes the payload of a value
   * @param reader makes the value of a signal
   * @param headers what a signal says beside such a payload
   */
  public Codec {
    Objects.requireNonNull(writer, "writer");
    Objects.requireNonNull(reader, "reader");
    Objects.requireNonNull(headers, "headers");
  }
}
