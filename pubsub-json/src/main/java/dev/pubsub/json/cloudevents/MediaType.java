package dev.pubsub.json.cloudevents;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a media type (RFC 2046) says of data. */
final class MediaType {

  private static final int LONGEST = 255;
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern FORM =
      Pattern.compile("(%1$s/%1$s)( *; *%1$s=(%1$s|\"[ -~&&[^\"\\\\]]*\"))*".formatted(TOKEN));
  private static final Pattern CHARSET =
      Pattern.compile("; *charset=\"?([^\";]+)\"?", Pattern.CASE_INSENSITIVE);

  private MediaType() {}

  static boolean isOne(String text) {
    return text.length() <= LONGEST && FORM.matcher(text).matches();
  }

  /** The type alone, in lower case. */
  static String essence(String type) {
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  static boolean isJson(String type) {
    String essence = essence(type);
    return essence.endsWith("/json") || essence.endsWith("+json");
  }

  static boolean isText(String type) {
    String essence = essence(type);
    return essence.startsWith("text/") || essence.endsWith("/xml") || essence.endsWith("+xml");
  }

  /** How the characters of a text are coded; empty when nobody here knows. */
  static Optional<Charset> charset(String type) {
    Matcher named = CHARSET.matcher(type);
    try {
      return Optional.of(
              named.find() ? Charset.forName(named.group(1).strip()) : StandardCharsets.UTF_8)
          .filter(Charset::canEncode);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }
}
