package dev.pubsub.json.cloudevents;

import dev.pubsub.signal.Headers;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an attribute may be called and say (CloudEvents 1.0.2, section 3). */
final class Attributes {

  static final String VERSION = "1.0";

  private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

  /** A time of RFC 3339; its ranges are checked by the one who reads it. */
  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

  private Attributes() {}

  /** Refuses attributes of which one is missing or wrong. */
  static void check(Map<String, String> attributes) {
    for (String name : REQUIRED) {
      if (!attributes.containsKey(name)) {
        throw BadEvent.attribute(name, "is missing");
      }
    }
    attributes.forEach(
        (name, value) ->
            problem(name, value)
                .ifPresent(
                    problem -> {
                      throw BadEvent.attribute(name, problem);
                    }));
  }

  /** What is wrong with an attribute, if anything is. */
  static Optional<String> problem(String name, String value) {
    if (!NAME.matcher(name).matches() || name.equals("data")) {
      return Optional.of("has a name that is not of lower case letters and digits, or is 'data'");
    }
    if (value.length() > Headers.MAX_LENGTH) {
      return Optional.of("has more than " + Headers.MAX_LENGTH + " characters");
    }
    if (UNPRINTABLE.matcher(value).find()) {
      return Optional.of("has a control character, or half of one beyond 16 bits");
    }
    return switch (name) {
      case "specversion" -> unless(value.equals(VERSION), "must be " + VERSION);
      case "id", "type", "subject" -> unless(!value.isEmpty(), "is empty");
      case "source" ->
          unless(
              !value.isEmpty() && isUri(value, false), "is no reference to a resource, or empty");
      case "dataschema" -> unless(isUri(value, true), "is no absolute URI");
      case "datacontenttype" -> unless(MediaType.isOne(value), "is no media type");
      case "time" -> unless(isTime(value), "is no time such as 2030-01-31T12:00:00Z");
      default -> Optional.empty();
    };
  }

  private static Optional<String> unless(boolean right, String problem) {
    return right ? Optional.empty() : Optional.of(problem);
  }

  private static boolean isUri(String text, boolean absolute) {
    try {
      return new URI(text).isAbsolute() || !absolute;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isTime(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    try {
      return TIME.matcher(upper).matches() && OffsetDateTime.parse(upper).getYear() >= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
