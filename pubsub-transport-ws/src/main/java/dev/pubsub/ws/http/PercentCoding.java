package dev.pubsub.ws.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Percent-encoding (RFC 3986), read strictly: no half escape, nothing but UTF-8. */
public final class PercentCoding {

  private PercentCoding() {}

  /**
   * Decodes a segment of a path.
   *
   * @param encoded what stands between two slashes
   * @return the text, or empty when it is malformed
   */
  public static Optional<String> segment(String encoded) {
    return decode(encoded, false);
  }

  /**
   * Decodes a query. Of a name that occurs twice the first value counts.
   *
   * @param query what follows the question mark
   * @return the values by name, or empty when it is malformed
   */
  public static Optional<Map<String, String>> query(String query) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      Optional<String> name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
      Optional<String> value = decode(equals < 0 ? "" : pair.substring(equals + 1), true);
      if (name.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      if (!pair.isEmpty()) {
        values.putIfAbsent(name.get(), value.get());
      }
    }
    return Optional.of(values);
  }

  private static Optional<String> decode(String encoded, boolean plusIsSpace) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        if (i + 2 >= encoded.length()
            || !HexFormat.isHexDigit(encoded.charAt(i + 1))
            || !HexFormat.isHexDigit(encoded.charAt(i + 2))) {
          return Optional.empty();
        }
        bytes.write(HexFormat.fromHexDigits(encoded, i + 1, i + 3));
        i += 2;
      } else if (c < 0x80) {
        bytes.write(c == '+' && plusIsSpace ? ' ' : c);
      } else {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
