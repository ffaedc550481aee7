package dev.pubsub.json.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.Delivery;
import dev.pubsub.signal.Encoder;
import dev.pubsub.signal.Signal;
import java.io.IOException;

/**
 * Looks into payloads that are bytes or text: once for each signal, whoever asks, as long as they
 * ask the same reader.
 */
public final class PayloadReader implements Encoder<Object> {

  /** The header that says what bytes are. */
  public static final String CONTENT_TYPE = "content-type";

  /** What {@link #CONTENT_TYPE} says of CBOR. */
  public static final String CBOR = "application/cbor";

  private final ObjectMapper json = Mappers.json();

  /** A reader with nothing read yet. */
  public PayloadReader() {}

  /**
   * The payload of a signal in a form that has fields, if it has any.
   *
   * @param delivery the signal
   * @return a {@link JsonNode}, when the payload is a text or bytes that begin as an object or an
   *     array of JSON does, or bytes of which a header says that they are CBOR; the payload itself
   *     when it is something else, too long, or malformed
   */
  public Object read(Delivery delivery) {
    Object payload = delivery.signal().payload();
    return payload instanceof String || payload instanceof byte[] ? delivery.shared(this) : payload;
  }

  @Override
  public Object encode(Signal signal) {
    Object payload = signal.payload();
    try {
      if (payload instanceof String text && isJson(text)) {
        return json.readTree(text);
      }
      if (payload instanceof byte[] bytes && bytes.length <= Mappers.MAX_LENGTH) {
        if (isCbor(signal)) {
          return Mappers.cbor().readTree(bytes);
        }
        if (isJson(bytes)) {
          return json.readTree(bytes);
        }
      }
      return payload;
    } catch (IOException | NumberFormatException e) {
      // Anybody may publish what only looks like JSON; it is what it is, without fields.
      return payload;
    }
  }

  /**
   * Whether a header says that the payload is CBOR.
   *
   * @param signal to be read
   * @return false when there is no such header
   */
  public static boolean isCbor(Signal signal) {
    return signal.headers().getOrDefault(CONTENT_TYPE, "").equals(CBOR);
  }

  /**
   * Whether a text is to be read as JSON.
   *
   * @param text that was published
   * @return whether an object or an array begins, and it is not too long
   */
  public static boolean isJson(String text) {
    int at = 0;
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at < text.length() && begins(text.charAt(at)) && text.length() <= Mappers.MAX_LENGTH;
  }

  private static boolean isJson(byte[] bytes) {
    int at = 0;
    while (at < bytes.length && isBlank(bytes[at])) {
      at++;
    }
    return at < bytes.length && begins(bytes[at]);
  }

  private static boolean isBlank(int each) {
    return each == ' ' || each == '\n' || each == '\r' || each == '\t';
  }

  private static boolean begins(int each) {
    return each == '{' || each == '[';
  }
}
