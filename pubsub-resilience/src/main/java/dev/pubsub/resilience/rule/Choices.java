package dev.pubsub.resilience.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the constants of enums are written in rules, such as {@code dead-letter}. */
public final class Choices {

  private Choices() {}

  /**
   * Reads one of several words by itself.
   *
   * @param text such as {@code dead-letter}
   * @param choices what may be chosen
   * @param <E> the enum
   * @return empty where it is none of them
   */
  public static <E extends Enum<E>> Optional<E> chosen(String text, E[] choices) {
    return Arrays.stream(choices).filter(each -> word(each).equals(text)).findFirst();
  }

  /**
   * Choices as they are written.
   *
   * @param choices what may be chosen
   * @return parted by commas
   */
  public static String words(Enum<?>[] choices) {
    return Arrays.stream(choices).map(Choices::word).collect(Collectors.joining(", "));
  }

  /**
   * A choice as it is written.
   *
   * @param choice one of several
   * @return in lower case, with dashes
   */
  public static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
