package dev.pubsub.core;

import dev.pubsub.config.Setting;
import dev.pubsub.core.route.TopicTree;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How much of which topics is kept, as the setting {@code history} says, such as {@code
 * room:*=100,audit:**=30d 100MB}: a count, an age and bytes, or some of them.
 */
final class HistoryRules {

  static final int MAX = 1_000_000;

  /** Commas split rules, unless they stand between quotes. */
  private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*+\"[^\"]*+\")*+[^\"]*+$)");

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Setting<Duration> AGE = Setting.duration("age", "1s", "");
  private static final Setting<Long> BYTES = Setting.bytes("bytes", "1B", "");

  private final TopicTree<Retention> bounds = new TopicTree<>(TopicSyntax.COLON);
  private Optional<Duration> shortestAge = Optional.empty();
  private boolean empty = true;

  private HistoryRules() {}

  /** Reads the rules; says what is wrong with them in the message of its exception. */
  static HistoryRules parse(String text) {
    HistoryRules rules = new HistoryRules();
    Set<TopicPattern> seen = new HashSet<>();
    if (!text.isBlank()) {
      for (String rule : COMMA.split(text, -1)) {
        int equals = rule.lastIndexOf('=');
        TopicPattern pattern = pattern(rule, rule.substring(0, Math.max(0, equals)).strip());
        Retention bound = bound(rule, rule.substring(equals + 1).strip());
        if (!seen.add(pattern)) {
          throw fault(rule, "the pattern has bounds already");
        }
        rules.add(pattern, bound);
      }
    }
    return rules;
  }

  /** Reads patterns that are split by commas. */
  static List<TopicPattern> patterns(String text) {
    return text.isBlank()
        ? List.of()
        : Stream.of(COMMA.split(text, -1)).map(each -> pattern(each, each.strip())).toList();
  }

  private static TopicPattern pattern(String rule, String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    try {
      return TopicPattern.parse(
          quoted ? text.substring(1, text.length() - 1) : text, TopicSyntax.COLON);
    } catch (PubSubException e) {
      throw fault(rule, String.valueOf(e.getMessage()));
    }
  }

  /** Reads the bounds of a rule by themselves. */
  static Retention retention(String text) {
    return bound(text, text.strip());
  }

  private static Retention bound(String rule, String text) {
    Retention bound = Retention.ALL;
    for (String word : SPACE.split(text.toLowerCase(Locale.ROOT))) {
      Retention before = bound;
      if (word.endsWith("b")) {
        bound =
            bound.withBytes(once(rule, before.bytes() == Retention.ANY_BYTES, bytes(rule, word)));
      } else if (word.isEmpty() || word.chars().allMatch(Character::isDigit)) {
        bound =
            bound.withCount(once(rule, before.count() == Retention.ANY_COUNT, count(rule, word)));
      } else {
        bound = bound.withAge(once(rule, before.age().equals(Retention.ANY_AGE), age(rule, word)));
      }
    }
    return bound;
  }

  private static <T> T once(String rule, boolean first, T value) {
    if (!first) {
      throw fault(rule, "a bound is given twice");
    }
    return value;
  }

  private static int count(String rule, String text) {
    try {
      int count = Integer.parseInt(text);
      if (count >= 1 && count <= MAX) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Told below, like any other count that cannot be.
    }
    throw fault(rule, "the count must be a whole number from 1 to " + MAX);
  }

  private static long bytes(String rule, String text) {
    try {
      return BYTES.parser().apply(text);
    } catch (IllegalArgumentException e) {
      throw noBound(rule, text);
    }
  }

  private static Duration age(String rule, String text) {
    try {
      Duration age = AGE.parser().apply(text);
      if (!age.isZero()) {
        return age;
      }
    } catch (IllegalArgumentException e) {
      // Told below, like no time at all.
    }
    throw noBound(rule, text);
  }

  private static IllegalArgumentException noBound(String rule, String text) {
    return fault(rule, "'" + text + "' is no count, no age such as 1h, and no bytes such as 10MB");
  }

  private static IllegalArgumentException fault(String rule, String why) {
    return new IllegalArgumentException(
        "a list of pattern=bounds such as room:*=100,audit:**=30d 100MB (in '"
            + rule
            + "' "
            + why
            + ")");
  }

  private void add(TopicPattern pattern, Retention bound) {
    bounds.obtain(pattern, key -> bound);
    empty = false;
    if (!bound.age().equals(Retention.ANY_AGE)
        && shortestAge.filter(age -> age.compareTo(bound.age()) <= 0).isEmpty()) {
      shortestAge = Optional.of(bound.age());
    }
  }

  /** How much of a topic is kept: all that any of the patterns that match keeps. */
  Optional<Retention> of(String topic) {
    return bounds.match(topic).stream().reduce(Retention::or);
  }

  /** The shortest age in any rule. */
  Optional<Duration> shortestAge() {
    return shortestAge;
  }

  /** Whether nothing is kept at all. */
  boolean isEmpty() {
    return empty;
  }
}
