package dev.pubsub.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.json.payload.Mappers;
import dev.pubsub.json.payload.PayloadReader;
import dev.pubsub.signal.Headers;

/**
 * Codecs that Jackson carries out: for records, beans, enumerations, collections and whatever else
 * it can read and write.
 *
 * <p>They differ in what they write only. All read JSON as clients publish it (maps, lists, texts,
 * numbers), JSON as a text or as bytes, and CBOR where the header {@code content-type} says so; a
 * payload that is of the type already is handed through. They are set up for strangers: the data
 * never names a class, at most 100 levels, 400 digits and 4 MiB are read, unknown fields are passed
 * over, and null is no number.
 */
public final class Codecs {

  private Codecs() {}

  /**
   * Values as JSON. What goes on the bus is made of maps, lists, texts, numbers and booleans: a
   * WebSocket client gets it as JSON, and filters look into it.
   *
   * @param type of the values
   * @param <T> the type
   * @return a codec; use one for all who share signals
   */
  public static <T> Codec<T> json(Class<T> type) {
    return json(type, Mappers.json());
  }

  /**
   * Values as JSON, by a mapper of your own: for types that need modules, such as those of {@code
   * java.time}.
   *
   * @param type of the values
   * @param mapper that reads and writes them; what it permits, strangers may do
   * @param <T> the type
   * @return a codec; use one for all who share signals
   */
  public static <T> Codec<T> json(Class<T> type, ObjectMapper mapper) {
    JacksonForm<T> form = new JacksonForm<>(type, mapper);
    return new Codec<>(form::tree, form::read, Headers.NONE);
  }

  /**
   * Values as CBOR (RFC 8949), smaller than JSON and with bytes as bytes. What goes on the bus is a
   * {@code byte[]}, with the header {@code content-type} {@code application/cbor}; filters look
   * into it, and a client gets bytes.
   *
   * @param type of the values
   * @param <T> the type
   * @return a codec; use one for all who share signals
   */
  public static <T> Codec<T> cbor(Class<T> type) {
    JacksonForm<T> form = new JacksonForm<>(type, Mappers.json());
    return new Codec<>(
        form::cbor, form::read, Headers.of(PayloadReader.CONTENT_TYPE, PayloadReader.CBOR));
  }
}
