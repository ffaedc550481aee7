package dev.pubsub.ws.http;

import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.json.MalformedJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The JSON object that a request carries. */
final class Body {

  private static final int MAX_TOGETHER = 1000;

  private final Map<?, ?> fields;

  private Body(Map<?, ?> fields) {
    this.fields = fields;
  }

  static Body of(Request request, Json json) throws ApiError {
    String type = request.contentType().orElse("").toLowerCase(Locale.ROOT);
    int end = type.indexOf(';');
    if (!(end < 0 ? type : type.substring(0, end)).strip().equals("application/json")) {
      throw ApiError.of(415, "UNSUPPORTED_MEDIA_TYPE", "The content type must be application/json");
    }
    if (!isUtf8(request.body())) {
      throw ApiError.badRequest("The body is not UTF-8");
    }
    try {
      if (json.read(request.body()) instanceof Map<?, ?> fields) {
        return new Body(fields);
      }
      throw ApiError.badRequest("The body must be a JSON object");
    } catch (MalformedJson e) {
      throw ApiError.badRequest("The body cannot be read: " + e.sentence());
    }
  }

  /** Jackson lets some of what is no UTF-8 pass, such as half a character in three bytes. */
  private static boolean isUtf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).hasArray();
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  Map<?, ?> fields() {
    return fields;
  }

  /** A field of any type but null. */
  Object required(String name) throws ApiError {
    Object value = fields.get(name);
    if (value == null) {
      throw ApiError.missing(name);
    }
    return value;
  }

  /** A field of any type; empty when it is missing or null. */
  Optional<Object> optional(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** Whether there is a field of this name that is not null. */
  boolean has(String name) {
    return fields.get(name) != null;
  }

  /** A list with at least one element, and no more than may be sent together. */
  List<?> requiredList(String name) throws ApiError {
    if (required(name) instanceof List<?> list && !list.isEmpty() && list.size() <= MAX_TOGETHER) {
      return list;
    }
    throw ApiError.badRequest(
        "The parameter '" + name + "' must be a list of 1 to " + MAX_TOGETHER + " elements");
  }

  String requiredText(String name) throws ApiError {
    if (required(name) instanceof String text) {
      return text;
    }
    throw ApiError.badRequest("The parameter '" + name + "' must be a string");
  }
}
