package dev.pubsub.json.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;

/** How a text stands in a header (HTTP Protocol Binding 1.0.2, section 3.1.3.2). */
final class HeaderValue {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private HeaderValue() {}

  /** Everything but printable ASCII, and three characters of it, is percent-encoded. */
  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte each : text.getBytes(UTF_8)) {
      if (each > ' ' && each <= '~' && each != '"' && each != '%') {
        encoded.append((char) each);
      } else {
        encoded.append('%').append(HEX.toHexDigits(each));
      }
    }
    return encoded.toString();
  }

  /** Takes off quotation marks and then percent-encoding, one round of each. */
  static String decode(String attribute, String header) {
    String text = header.strip();
    if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
      text = text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
    }
    byte[] coded = text.getBytes(UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(coded.length);
    for (int i = 0; i < coded.length; i++) {
      if (coded[i] != '%') {
        bytes.write(coded[i]);
      } else if (i + 2 < coded.length
          && HexFormat.isHexDigit(coded[i + 1])
          && HexFormat.isHexDigit(coded[i + 2])) {
        bytes.write(
            HexFormat.fromHexDigit(coded[i + 1]) << 4 | HexFormat.fromHexDigit(coded[i + 2]));
        i += 2;
      } else {
        throw BadEvent.attribute(attribute, "has half an escape in its header");
      }
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      throw BadEvent.attribute(attribute, "is not UTF-8 in its header");
    }
  }
}
