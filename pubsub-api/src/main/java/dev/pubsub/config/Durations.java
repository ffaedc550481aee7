package dev.pubsub.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How spans of time are written in settings. */
final class Durations {

  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private Durations() {}

  static Duration parse(String text) {
    String stripped = text.strip().toLowerCase(Locale.ROOT);
    Matcher matcher = SHORT.matcher(stripped);
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(amount);
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        case "h" -> Duration.ofHours(amount);
        default -> Duration.ofDays(amount);
      };
    }
    try {
      Duration iso = Duration.parse(stripped);
      if (!iso.isNegative()) {
        return iso;
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("a span of time such as 250ms, 30s or PT5M", e);
    }
    throw new IllegalArgumentException("a span of time that is not negative");
  }
}
