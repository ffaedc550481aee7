package dev.pubsub.monitoring.alert;

import dev.pubsub.config.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is promised of a bus: that so many in a hundred are good.
 *
 * @param bus its name
 * @param of what is counted
 * @param within how long the 99th percentile of the calls may take where that is counted; otherwise
 *     zero
 * @param percent how many are good, 95 or more and less than 100
 * @param promise all of that in words, but for the bus
 */
record Objective(String bus, Of of, Duration within, double percent, String promise) {

  /** What is counted. */
  enum Of {
    DELIVERIES,
    PUBLISHES,
    PROCESSING
  }

  /** Where 7 in a hundred may be bad they are never so many times too many as is worth an alert. */
  private static final double LEAST = 95;

  private static final double ALL = 100;

  private static final Setting<Duration> TIME = Setting.duration("time", "1s", "A time.");

  /**
   * Reads a list of them.
   *
   * @throws IllegalArgumentException that says what would be right
   */
  static List<Objective> parse(String text) {
    return text.isBlank()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(Objective::one).distinct().toList();
  }

  private static Objective one(String text) {
    List<String> words = List.of(text.strip().split("\\s+"));
    Of of = words.size() > 1 ? of(words.get(1)) : null;
    if (of == null || words.size() != (of == Of.PROCESSING ? 4 : 3)) {
      throw fault(text, "it is not of that form");
    }
    return new Objective(
        words.get(0),
        of,
        of == Of.PROCESSING ? time(text, words.get(2)) : Duration.ZERO,
        percent(text, words.get(words.size() - 1)),
        String.join(" ", words.subList(1, words.size())));
  }

  private static @Nullable Of of(String word) {
    return Arrays.stream(Of.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElse(null);
  }

  private static double percent(String text, String number) {
    if (!number.matches("\\d{2}(\\.\\d{1,6})?") || Double.parseDouble(number) < LEAST) {
      throw fault(text, "'" + number + "' is no number from 95 to less than 100");
    }
    return Double.parseDouble(number);
  }

  private static Duration time(String text, String time) {
    Duration within;
    try {
      within = TIME.parser().apply(time);
    } catch (IllegalArgumentException e) {
      throw fault(text, "'" + time + "' is no span of time");
    }
    if (within.isZero()) {
      throw fault(text, "every call takes some time");
    }
    return within;
  }

  private static IllegalArgumentException fault(String text, String why) {
    return new IllegalArgumentException(
        "a list of objectives such as default deliveries 99.9, default publishes 99.9 or default"
            + " processing 50ms 99 (in '"
            + text
            + "' "
            + why
            + ")");
  }

  /** Which share of all may be bad. */
  double allowed() {
    return (ALL - percent) / ALL;
  }
}
