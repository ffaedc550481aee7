package dev.pubsub.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one declaration of a setting.
 *
 * @param key the name, lower case with dots; a plugin's settings are found under {@code
 *     pubsub.plugin.<plugin id>.<key>}
 * @param fallback the value when no source has one, as a user would write it
 * @param description one sentence for the reference, with unit and range
 * @param parser reads a value; says what would be right in the message of an {@link
 *     IllegalArgumentException}
 * @param secret whether the value is never shown: in no list of settings, message or log
 * @param live whether it may be changed while the assembly runs: whoever declares one must follow
 *     it, see {@link Settings#follow}
 * @param <T> the type of the value
 */
public record Setting<T>(
    String key,
    String fallback,
    String description,
    Function<String, T> parser,
    boolean secret,
    boolean live) {

  /**
   * Checks that the fallback itself can be read.
   *
   * @param key the name
   * @param fallback the value when no source has one
   * @param description one sentence
   * @param parser reads a value
   * @param secret whether the value is never shown
   * @param live whether it may be changed while the assembly runs
   */
  public Setting {
    Objects.requireNonNull(parser.apply(fallback), key);
  }

  /**
   * A setting that is read once.
   *
   * @param key the name
   * @param fallback the value when no source has one
   * @param description one sentence
   * @param parser reads a value
   * @param secret whether the value is never shown
   */
  public Setting(
      String key, String fallback, String description, Function<String, T> parser, boolean secret) {
    this(key, fallback, description, parser, secret, false);
  }

  /**
   * A setting that may be shown and is read once.
   *
   * @param key the name
   * @param fallback the value when no source has one
   * @param description one sentence
   * @param parser reads a value
   */
  public Setting(String key, String fallback, String description, Function<String, T> parser) {
    this(key, fallback, description, parser, false);
  }

  /**
   * The same, which may be changed while the assembly runs.
   *
   * @return the changed copy
   */
  public Setting<T> changeable() {
    return new Setting<>(key, fallback, description, parser, secret, true);
  }

  /**
   * A setting that is any text.
   *
   * @param key the name
   * @param fallback the default
   * @param description one sentence
   * @return the declaration
   */
  public static Setting<String> text(String key, String fallback, String description) {
    return new Setting<>(key, fallback, description, text -> text);
  }

  /**
   * A setting that is any text, and is never shown: a password, a key. Empty unless it is set.
   *
   * @param key the name
   * @param description one sentence
   * @return the declaration
   */
  public static Setting<String> secret(String key, String description) {
    return new Setting<>(key, "", description, text -> text, true);
  }

  /**
   * A whole number within bounds.
   *
   * @param key the name
   * @param fallback the default
   * @param min the smallest value allowed
   * @param max the largest value allowed
   * @param description one sentence, with the unit
   * @return the declaration
   */
  public static Setting<Integer> number(
      String key, int fallback, int min, int max, String description) {
    return new Setting<>(
        key, Integer.toString(fallback), description, text -> numberIn(text, min, max));
  }

  private static int numberIn(String text, int min, int max) {
    String wanted = "a whole number from " + min + " to " + max;
    int number;
    try {
      number = Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(wanted, e);
    }
    if (number < min || number > max) {
      throw new IllegalArgumentException(wanted);
    }
    return number;
  }

  /**
   * A span of time, written like {@code 250ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d} or
   * in ISO form.
   *
   * @param key the name
   * @param fallback the default
   * @param description one sentence
   * @return the declaration
   */
  public static Setting<Duration> duration(String key, String fallback, String description) {
    return new Setting<>(key, fallback, description, Durations::parse);
  }

  /**
   * A number of bytes, 1 or more, written like {@code 100B}, {@code 512KB}, {@code 64MB} or {@code
   * 1GB}; a kilobyte is 1024 bytes.
   *
   * @param key the name
   * @param fallback the default
   * @param description one sentence
   * @return the declaration
   */
  public static Setting<Long> bytes(String key, String fallback, String description) {
    return new Setting<>(key, fallback, description, Bytes::parse);
  }

  /**
   * A switch, written {@code true} or {@code false}.
   *
   * @param key the name
   * @param fallback the default
   * @param description one sentence that says what is so when it is true
   * @return the declaration
   */
  public static Setting<Boolean> flag(String key, boolean fallback, String description) {
    return new Setting<>(key, Boolean.toString(fallback), description, Setting::isTrue);
  }

  private static boolean isTrue(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("true or false");
    };
  }

  /**
   * One of several words: the names of an enum, lower case with dashes, such as {@code drop-newest}
   * for {@code DROP_NEWEST}.
   *
   * @param key the name
   * @param fallback the default
   * @param choices what may be chosen, in the order in which it is told
   * @param description one sentence
   * @param <E> the enum
   * @return the declaration
   */
  public static <E extends Enum<E>> Setting<E> choice(
      String key, E fallback, Set<E> choices, String description) {
    return new Setting<>(key, word(fallback), description, text -> chosen(text, choices));
  }

  private static <E extends Enum<E>> E chosen(String text, Set<E> choices) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return choices.stream()
        .filter(choice -> word(choice).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    choices.stream()
                        .map(Setting::word)
                        .collect(Collectors.joining(", ", "one of ", ""))));
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
