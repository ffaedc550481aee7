package dev.pubsub.json.cloudevents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.pubsub.json.payload.Mappers;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The data of events: JSON as JDK values, text as a {@code String}, anything else as bytes. */
final class Data {

  private final ObjectMapper mapper =
      Mappers.json().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
  private final ObjectReader reader =
      mapper
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Reads JSON in UTF-8. */
  JsonNode json(byte[] utf8) {
    try {
      // Jackson lets some of what is no UTF-8 pass.
      JsonNode read = reader.readValue(text(utf8, StandardCharsets.UTF_8));
      if (!read.isMissingNode()) {
        return read;
      }
    } catch (StreamConstraintsException | NumberFormatException e) {
      // The latter is what Jackson lets pass of an exponent that no BigDecimal can have.
      throw BadEvent.of("JSON that is nested too deep, or has too long a name or number");
    } catch (JsonProcessingException e) {
      throw BadEvent.of("not JSON (at character " + e.getLocation().getColumnNr() + ")");
    }
    throw BadEvent.of("there is nothing where JSON was expected");
  }

  byte[] write(Object value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "cannot be written as JSON: " + e.getOriginalMessage(), e.getCause());
    }
  }

  /** What bytes of a media type are published as. */
  Object of(byte[] bytes, String type) {
    if (bytes.length == 0) {
      return CloudEvent.NO_DATA;
    }
    if (MediaType.isJson(type)) {
      return of(json(bytes));
    }
    return MediaType.isText(type) ? text(bytes, charset(type)) : bytes;
  }

  /** What a value of JSON is published as. */
  static Object of(JsonNode node) {
    Object value = value(node);
    return value == null ? CloudEvent.NO_DATA : value;
  }

  private static @Nullable Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> object(node);
      case ARRAY -> array(node);
      case STRING -> node.textValue();
      case NUMBER -> number(node.numberValue());
      case BOOLEAN -> node.booleanValue();
      default -> null;
    };
  }

  private static Map<String, @Nullable Object> object(JsonNode node) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    node.properties().forEach(each -> fields.put(each.getKey(), value(each.getValue())));
    return Collections.unmodifiableMap(fields);
  }

  private static List<@Nullable Object> array(JsonNode node) {
    List<@Nullable Object> elements = new ArrayList<>(node.size());
    node.forEach(each -> elements.add(value(each)));
    return Collections.unmodifiableList(elements);
  }

  private static Number number(Number read) {
    double nearest = read.doubleValue();
    return read instanceof BigDecimal && Double.isFinite(nearest) ? (Number) nearest : read;
  }

  private static Charset charset(String type) {
    return MediaType.charset(type)
        .orElseThrow(
            () -> BadEvent.attribute("datacontenttype", "names a charset that is not known here"));
  }

  private static String text(byte[] bytes, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw BadEvent.of("the data is not " + charset + ", as it is said to be");
    }
  }

  /** The bytes of data that is published, in the body of a message of this type. */
  byte[] bytes(Object data, String type) {
    if (data instanceof byte[] bytes) {
      return bytes;
    }
    if (data.equals(CloudEvent.NO_DATA)) {
      return new byte[0];
    }
    return data instanceof String text && !MediaType.isJson(type)
        ? text.getBytes(MediaType.charset(type).orElse(StandardCharsets.UTF_8))
        : write(data);
  }
}
