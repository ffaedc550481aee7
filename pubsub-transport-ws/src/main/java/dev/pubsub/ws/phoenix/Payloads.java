package dev.pubsub.ws.phoenix;

import dev.pubsub.signal.Signal;
import dev.pubsub.ws.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The payload of a signal as JSON. Bytes are written as <code>{"base64": "..."}</code>. */
public final class Payloads {

  private final Json json;

  /**
   * A writer of payloads.
   *
   * @param json how values are written
   */
  public Payloads(Json json) {
    this.json = json;
  }

  /**
   * The payload as it was published.
   *
   * @param signal the signal
   * @return any JSON value
   */
  public byte[] value(Signal signal) {
    return signal.payload() instanceof byte[] bytes
        ? json.write(Map.of("base64", Base64.getEncoder().encodeToString(bytes)))
        : json.write(signal.payload());
  }

  /**
   * The payload where the protocol wants an object.
   *
   * @param signal the signal
   * @return the value itself when it is an object, else <code>{"id", "payload"}</code> around it
   */
  public byte[] object(Signal signal) {
    byte[] value = value(signal);
    if (value[0] == '{') {
      return value;
    }
    ByteArrayOutputStream object = new ByteArrayOutputStream(value.length + 64);
    object.writeBytes(ascii("{\"id\":\"" + signal.id() + "\",\"payload\":"));
    object.writeBytes(value);
    object.write('}');
    return object.toByteArray();
  }

  /**
   * Adds {@code headers} where a signal has any, with each as a field.
   *
   * @param shown an object of JSON
   * @param signal what it shows
   */
  public static void addHeaders(Map<String, Object> shown, Signal signal) {
    if (!signal.headers().isEmpty()) {
      shown.put("headers", signal.headers().asMap());
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
