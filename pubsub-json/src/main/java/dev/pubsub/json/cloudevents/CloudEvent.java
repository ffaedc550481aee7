package dev.pubsub.json.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pubsub.Publication;
import dev.pubsub.PublishOptions;
import dev.pubsub.error.PubSubException;
import dev.pubsub.json.payload.PayloadReader;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Signal;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An event of CloudEvents 1.0.
 *
 * @param attributes its context attributes and extensions as texts, {@code specversion} among them
 * @param data JSON as JDK values, text as a {@code String}, anything else as {@code byte[]}; {@link
 *     #NO_DATA} when it has none
 */
public record CloudEvent(Map<String, String> attributes, Object data) {

  /** Stands for data that is not there: the bus has no empty payload but this. */
  public static final String NO_DATA = "";

  /** The longest type and subject, in bytes of UTF-8: what every transport can carry. */
  public static final int MAX_NAME = 255;

  private static final String PREFIX = "ce-";
  private static final String UNTYPED = "message";

  /**
   * Checks the attributes.
   *
   * @param attributes its context attributes and extensions as texts
   * @param data what it carries
   * @throws PubSubException with BAD_CLOUDEVENT when one is missing or malformed
   */
  public CloudEvent {
    Objects.requireNonNull(data, "data");
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    Attributes.check(attributes);
  }

  /**
   * What an attribute says.
   *
   * @param name of it
   * @return empty when the event does not have it
   */
  public Optional<String> get(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  private String required(String name) {
    return attributes.getOrDefault(name, "");
  }

  /**
   * A signal as an event. What is in its way, such as a header that no attribute may be like, is
   * left out.
   *
   * @param signal any signal, published as an event or not
   * @return the event
   */
  public static CloudEvent of(Signal signal) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("specversion", Attributes.VERSION);
    put(all, "id", signal.id().toString());
    put(all, "source", "/topics/" + URLEncoder.encode(signal.topic(), UTF_8).replace("+", "%20"));
    put(all, "type", UNTYPED);
    put(all, "type", signal.type());
    put(all, "time", Instant.ofEpochMilli(signal.timeMillis()).toString());
    put(all, "subject", signal.key());
    signal
        .headers()
        .asMap()
        .forEach(
            (name, text) -> {
              if (name.startsWith(PREFIX) && !isElsewhere(name.substring(PREFIX.length()))) {
                put(all, name.substring(PREFIX.length()), text);
              }
            });
    Object data = signal.payload();
    signal.headers().get(PayloadReader.CONTENT_TYPE).ifPresent(type -> putType(all, type, data));
    return new CloudEvent(all, data);
  }

  /** The id of the event that a signal is, without the rest of it. */
  static String idOf(Signal signal) {
    String own = signal.headers().getOrDefault(PREFIX + "id", "");
    return Attributes.problem("id", own).isEmpty() ? own : signal.id().toString();
  }

  private static void put(Map<String, String> all, String name, String value) {
    if (Attributes.problem(name, value).isEmpty()) {
      all.put(name, value);
    }
  }

  private static void putType(Map<String, String> all, String type, Object data) {
    boolean asIs = data instanceof byte[] || data instanceof String || MediaType.isJson(type);
    put(all, "datacontenttype", asIs ? type : "application/json");
  }

  /** Whether an attribute is no header of the signal, but something that the bus knows. */
  private static boolean isElsewhere(String name) {
    return switch (name) {
      case "specversion", "type", "subject", "datacontenttype" -> true;
      default -> false;
    };
  }

  /**
   * The event as something to publish. Published twice to a topic by the same principal within the
   * window of deduplication, it is carried out once: what has the same source and id is the same.
   *
   * @param topic where to
   * @return the publication
   * @throws PubSubException with BAD_CLOUDEVENT when its type or subject has more than {@link
   *     #MAX_NAME} bytes, with BAD_OPTION when its attributes are too many or too long together
   */
  public Publication publication(String topic) {
    Headers headers = Headers.NONE;
    for (Map.Entry<String, String> each : attributes.entrySet()) {
      if (!isElsewhere(each.getKey())) {
        headers = headers.with(PREFIX + each.getKey(), each.getValue());
      }
    }
    if (attributes.containsKey("datacontenttype")) {
      headers = headers.with(PayloadReader.CONTENT_TYPE, required("datacontenttype"));
    }
    PublishOptions options =
        PublishOptions.ofType(name("type"))
            .withKey(name("subject"))
            .withDeduplicationId(identity(required("source") + " " + required("id")))
            .withHeaders(headers);
    return new Publication(topic, data, options);
  }

  private String name(String attribute) {
    String value = required(attribute);
    if (value.getBytes(UTF_8).length > MAX_NAME) {
      throw BadEvent.attribute(attribute, "has more than " + MAX_NAME + " bytes");
    }
    return value;
  }

  private static String identity(String text) {
    if (text.length() <= PublishOptions.MAX_ID_LENGTH) {
      return text;
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
