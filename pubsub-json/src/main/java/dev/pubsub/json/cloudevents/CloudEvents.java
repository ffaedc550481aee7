package dev.pubsub.json.cloudevents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Signal;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads and writes events: in the JSON format, alone ("structured") or several together
 * ("batched"), and as a message of HTTP with the attributes in its headers ("binary"). Any thread
 * may use it; nothing blocks.
 */
public final class CloudEvents {

  /** The media type of an event in the JSON format. */
  public static final String STRUCTURED = "application/cloudevents+json";

  /** The media type of several of them. */
  public static final String BATCH = "application/cloudevents-batch+json";

  /** The most events of a batch that is read. */
  public static final int MAX_BATCH = 1000;

  private static final String JSON = "application/json";
  private static final String BYTES = "application/octet-stream";
  private static final String TYPE = "datacontenttype";

  private final Data data = new Data();

  /** A reader and writer. */
  public CloudEvents() {}

  /**
   * An event in binary mode.
   *
   * @param headers of the message
   * @param body of the message
   */
  public record Message(Map<String, String> headers, byte[] body) {}

  /**
   * Reads an event in the JSON format.
   *
   * @param json UTF-8
   * @return the event
   * @throws PubSubException with BAD_CLOUDEVENT and the attribute that is wrong
   */
  public CloudEvent parseStructured(byte[] json) {
    return event(data.json(json));
  }

  /**
   * Reads a batch of events.
   *
   * @param json UTF-8
   * @return the events, none to {@link #MAX_BATCH}
   * @throws PubSubException with BAD_CLOUDEVENT, the number of the event counted from 0, and the
   *     attribute that is wrong
   */
  public List<CloudEvent> parseBatch(byte[] json) {
    JsonNode batch = data.json(json);
    if (!batch.isArray() || batch.size() > MAX_BATCH) {
      throw BadEvent.of("a batch is an array of at most " + MAX_BATCH + " events");
    }
    List<CloudEvent> events = new ArrayList<>(batch.size());
    for (JsonNode each : batch) {
      try {
        events.add(event(each));
      } catch (PubSubException e) {
        throw BadEvent.of("event " + events.size() + " of the batch: " + e.getMessage());
      }
    }
    return events;
  }

  private CloudEvent event(JsonNode node) {
    if (!node.isObject()) {
      throw BadEvent.of("an event is an object of JSON");
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    node.properties()
        .forEach(
            each -> {
              boolean isData = each.getKey().equals("data") || each.getKey().equals("data_base64");
              if (!isData && !each.getValue().isNull()) {
                attributes.put(each.getKey(), text(each.getKey(), each.getValue()));
              }
            });
    Attributes.check(attributes);
    return new CloudEvent(attributes, data(node, attributes));
  }

  private static String text(String name, JsonNode value) {
    boolean isCore =
        switch (name) {
          case "specversion", "id", "source", "type", "subject", "time", TYPE, "dataschema" -> true;
          default -> false;
        };
    if (value.isTextual() || (!isCore && (value.isBoolean() || value.isInt()))) {
      return value.asText();
    }
    throw BadEvent.attribute(
        name, isCore ? "is no text" : "is neither a text, a whole number of 32 bits nor a boolean");
  }

  private Object data(JsonNode node, Map<String, String> attributes) {
    if (!node.hasNonNull("data_base64")) {
      return node.hasNonNull("data") ? json(node.get("data"), attributes) : CloudEvent.NO_DATA;
    }
    if (node.hasNonNull("data") || !node.get("data_base64").isTextual()) {
      throw BadEvent.of("'data_base64' is a text, and there is no 'data' beside it");
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(node.get("data_base64").textValue());
      return data.of(bytes, attributes.getOrDefault(TYPE, BYTES));
    } catch (IllegalArgumentException e) {
      throw BadEvent.of("'data_base64' is not Base64");
    }
  }

  private static Object json(JsonNode value, Map<String, String> attributes) {
    if (!value.isTextual() && !MediaType.isJson(attributes.getOrDefault(TYPE, JSON))) {
      throw BadEvent.of("'data' must be a text, since the 'datacontenttype' is not JSON");
    }
    return Data.of(value);
  }

  /**
   * Reads an event in binary mode.
   *
   * @param headers of the message, whatever their case
   * @param body of the message
   * @return the event
   * @throws PubSubException with BAD_CLOUDEVENT and the attribute that is wrong
   */
  public CloudEvent parseBinary(Map<String, String> headers, byte[] body) {
    Map<String, String> attributes = new LinkedHashMap<>();
    new TreeMap<>(headers)
        .forEach(
            (name, text) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (lower.equals("ce-" + TYPE)) {
                throw BadEvent.attribute(TYPE, "stands in the header Content-Type");
              } else if (lower.equals("content-type")) {
                attributes.put(TYPE, text);
              } else if (lower.startsWith("ce-")) {
                String attribute = lower.substring("ce-".length());
                attributes.put(attribute, HeaderValue.decode(attribute, text));
              }
            });
    Attributes.check(attributes);
    return new CloudEvent(attributes, data.of(body, attributes.getOrDefault(TYPE, BYTES)));
  }

  /**
   * Writes a signal as an event in the JSON format.
   *
   * @param signal any signal
   * @return UTF-8
   * @throws IllegalArgumentException when its payload cannot be written as JSON
   */
  public byte[] toStructured(Signal signal) {
    CloudEvent event = CloudEvent.of(signal);
    Map<String, Object> fields = new LinkedHashMap<>(event.attributes());
    if (event.data() instanceof byte[] bytes) {
      fields.put("data_base64", Base64.getEncoder().encodeToString(bytes));
    } else if (!event.data().equals(CloudEvent.NO_DATA)) {
      fields.put("data", event.data());
    }
    return write(fields);
  }

  /**
   * Writes signals as a batch. A payload that cannot be written is left out of its event, so that
   * it does not hide the others.
   *
   * @param signals any signals
   * @return UTF-8
   */
  public byte[] toBatch(List<Signal> signals) {
    return join(signals.stream().map(this::readable).toList());
  }

  /** A signal in structured mode; without its payload when that cannot be written. */
  byte[] readable(Signal signal) {
    return readable(signal, this::toStructured);
  }

  /** The same in binary mode. */
  Message readableBinary(Signal signal) {
    return readable(signal, this::toBinary);
  }

  private static <T> T readable(Signal signal, Function<Signal, T> form) {
    try {
      return form.apply(signal);
    } catch (IllegalArgumentException e) {
      return form.apply(signal.withPayload(CloudEvent.NO_DATA));
    }
  }

  byte[] write(Map<String, ?> fields) {
    return data.write(fields);
  }

  static byte[] join(List<byte[]> events) {
    ByteArrayOutputStream batch = new ByteArrayOutputStream();
    batch.write('[');
    for (byte[] event : events) {
      if (batch.size() > 1) {
        batch.write(',');
      }
      batch.writeBytes(event);
    }
    batch.write(']');
    return batch.toByteArray();
  }

  /**
   * Writes a signal as an event in binary mode.
   *
   * @param signal any signal
   * @return the headers, {@code Content-Type} among them where there is data, and the body
   * @throws IllegalArgumentException when its payload cannot be written as JSON
   */
  public Message toBinary(Signal signal) {
    CloudEvent event = CloudEvent.of(signal);
    Map<String, String> headers = new LinkedHashMap<>();
    event
        .attributes()
        .forEach((name, value) -> headers.put("ce-" + name, HeaderValue.encode(value)));
    headers.remove("ce-" + TYPE);
    String type = event.get(TYPE).orElse(event.data() instanceof byte[] ? BYTES : JSON);
    if (!event.data().equals(CloudEvent.NO_DATA) || event.get(TYPE).isPresent()) {
      headers.put("Content-Type", type);
    }
    return new Message(headers, data.bytes(event.data(), type));
  }
}
