package dev.pubsub.verification.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.regex.Pattern;

/** Percent-encoding (RFC 3986) as plainly as can be. */
final class PlainPercent {

  private static final Pattern ENCODED =
      Pattern.compile("(?:[\\x00-\\x7F&&[^%]]|%[0-9A-Fa-f]{2})*+");

  private PlainPercent() {}

  static Optional<String> decode(String text) {
    if (!ENCODED.matcher(text).matches()) {
      return Optional.empty();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String rest = text;
    while (!rest.isEmpty()) {
      boolean escaped = rest.startsWith("%");
      bytes.write(escaped ? Integer.parseInt(rest.substring(1, 3), 16) : rest.charAt(0));
      rest = rest.substring(escaped ? 3 : 1);
    }
    return PlainText.decode(bytes.toByteArray());
  }
}
