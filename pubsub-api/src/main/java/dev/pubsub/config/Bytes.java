package dev.pubsub.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How numbers of bytes are written in settings. */
final class Bytes {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})([kmg]?)b");

  private Bytes() {}

  static long parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    long amount = matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    if (amount == 0) {
      throw new IllegalArgumentException("a number of bytes such as 512KB, 64MB or 1GB");
    }
    return switch (matcher.group(2)) {
      case "k" -> amount << 10;
      case "m" -> amount << 20;
      case "g" -> amount << 30;
      default -> amount;
    };
  }
}
