package dev.pubsub.agents.runtime;

import java.util.concurrent.atomic.AtomicLong;

/** Makes ids up: from the type, a word of the runtime, and a number. */
final class Names {

  private static final int MOST_OF_A_TYPE = 60;

  private final String word;
  private final AtomicLong number = new AtomicLong();

  Names(String token) {
    word = "-" + token + "-";
  }

  String next(String type) {
    return plain(type) + word + Long.toString(number.incrementAndGet(), Character.MAX_RADIX);
  }

  private static String plain(String type) {
    int length = Math.min(type.length(), MOST_OF_A_TYPE);
    for (int i = 0; i < length; i++) {
      if (!isPlain(type.charAt(i))) {
        return type.substring(0, length).replaceAll("[^A-Za-z0-9_.-]", "_");
      }
    }
    return type.substring(0, length);
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == '-';
  }
}
