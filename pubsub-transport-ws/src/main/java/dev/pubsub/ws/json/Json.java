package dev.pubsub.ws.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into unmodifiable JDK values, and writes any value as JSON. Any thread may use it.
 *
 * <p>An object becomes a {@code Map<String, Object>} in the order as written, an array a {@code
 * List}, a number an {@code Integer}, {@code Long}, {@code BigInteger} or {@code Double} ({@code
 * BigDecimal} beyond the range of a double), and null stays null.
 */
public final class Json {

  private static final int LONGEST_NUMBER = 400;

  private final ObjectMapper mapper;

  /**
   * A reader and writer.
   *
   * @param maxDepth how deep arrays and objects may be nested when read
   */
  public Json(int maxDepth) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(maxDepth)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // Interning names that strangers choose would grow a table of the whole process.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // It is UTF-8; bytes that look like UTF-16 or UTF-32 are no other way to write it.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .build();
    this.mapper =
        JsonMapper.builder(factory).disable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build();
  }

  /**
   * Reads one JSON text.
   *
   * @param utf8 the whole text
   * @return an unmodifiable value
   * @throws MalformedJson when it is not JSON, has something after it, or breaks a limit
   */
  public @Nullable Object read(byte[] utf8) throws MalformedJson {
    try (JsonParser parser = mapper.createParser(utf8)) {
      if (parser.nextToken() == null) {
        throw new MalformedJson("nothing where JSON was expected", false);
      }
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw new MalformedJson("something follows the JSON value", false);
      }
      return value;
    } catch (StreamConstraintsException | NumberFormatException e) {
      // The latter is what Jackson lets pass of an exponent that no BigDecimal can have.
      throw new MalformedJson("JSON is nested too deep or has too long a number", true);
    } catch (JsonProcessingException e) {
      throw new MalformedJson(
          "not JSON (at character " + e.getLocation().getColumnNr() + ")", false);
    } catch (IOException e) {
      throw new UncheckedIOException("an array of bytes cannot fail to be read", e);
    }
  }

  /**
   * A value that is written already, for a larger one that is to be written.
   *
   * @param json what {@link #write} returned
   * @return stands for the value
   */
  public static Object written(byte[] json) {
    return new RawValue(new String(json, StandardCharsets.UTF_8));
  }

  /**
   * Makes an object to be written.
   *
   * @param namesAndValues in turn
   * @return the fields in this order; more may be added
   */
  public static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return Collections.unmodifiableMap(fields);
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return Collections.unmodifiableList(elements);
  }

  private static Number decimal(JsonParser parser) throws IOException {
    double nearest = parser.getDoubleValue();
    return Double.isFinite(nearest) ? (Number) nearest : parser.getDecimalValue();
  }

  /**
   * Writes a value: JDK values, records and beans.
   *
   * @param value what to write
   * @return UTF-8, without white space
   * @throws IllegalArgumentException when there is no way to write it
   */
  public byte[] write(@Nullable Object value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      // Not Jackson's own exception: its message names every step of a way that may have no end.
      throw new IllegalArgumentException(
          "cannot be written as JSON: " + e.getOriginalMessage(), e.getCause());
    }
  }
}
