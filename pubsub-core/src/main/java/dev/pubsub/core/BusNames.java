package dev.pubsub.core;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of the buses beside {@link #DEFAULT}, as the setting {@code buses} lists them. */
final class BusNames {

  static final String DEFAULT = "default";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  private BusNames() {}

  /** Reads the list; says what would be right in the message of its exception. */
  static List<String> parse(String text) {
    List<String> names = new ArrayList<>();
    for (String name : words(text)) {
      if (!isName(name) || names.contains(name)) {
        throw new IllegalArgumentException(
            "a list of different names such as audit,alerts, in lower case letters, digits and '-',"
                + " without '"
                + DEFAULT
                + "', which is always there");
      }
      names.add(name);
    }
    return names;
  }

  /** Those that are names, of a list that may have faults, which are told elsewhere. */
  static List<String> readable(String text) {
    return Stream.of(words(text)).filter(BusNames::isName).distinct().toList();
  }

  /** All buses, each once: the default one, those of presets, and those that are listed. */
  static Stream<String> all(List<String> presets, List<String> listed) {
    return Stream.of(List.of(DEFAULT), presets, listed).flatMap(List::stream).distinct();
  }

  private static boolean isName(String word) {
    return NAME.matcher(word).matches() && !word.equals(DEFAULT);
  }

  private static String[] words(String text) {
    return text.isBlank() ? new String[0] : text.strip().split("\\s*,\\s*", -1);
  }
}
