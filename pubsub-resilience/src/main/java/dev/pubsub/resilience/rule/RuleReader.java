package dev.pubsub.resilience.rule;

import dev.pubsub.config.Setting;
import dev.pubsub.error.PubSubException;
import dev.pubsub.topic.Segment;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads one rule of a setting, such as {@code payments: topics=payments:** open=30s}: a name, plain
 * words where there are any, and what is set. What is wrong is noted, and a value that can be used
 * is given in its place, so that all of it is told at once.
 */
public final class RuleReader {

  /** Commas part rules, unless they stand between quotes. */
  private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*+\"[^\"]*+\")*+[^\"]*+$)");

  private static final String NAME = "[a-z][a-z0-9-]{0,62}";
  private static final Pattern RULE =
      Pattern.compile("\\s*+(" + NAME + "):\\s++(.*)", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");
  private static final Pattern BUSES = Pattern.compile("[a-z][a-z0-9-]*(\\+[a-z][a-z0-9-]*)*");
  private static final Setting<Duration> SPAN = Setting.duration("span", "1s", "");
  private static final Duration LONGEST = Duration.ofDays(1);

  /** How many rules a setting has at most: each is asked about every subscription. */
  private static final int MOST = 100;

  private final String name;
  private final List<String> words;
  private final Deque<String> plain = new ArrayDeque<>();
  private final Map<String, String> values = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  private RuleReader(String name, String text) {
    this.name = name;
    this.words = WORD.matcher(text).results().map(MatchResult::group).toList();
    words.forEach(this::word);
  }

  /**
   * Reads the rules of a setting.
   *
   * @param text rules parted by commas; blank for none
   * @param form what a right one looks like
   * @param rule makes a rule of what is read
   * @param <T> the rules
   * @return in the order in which they were given
   * @throws IllegalArgumentException with all that is wrong with any of them
   */
  public static <T> List<T> list(String text, String form, Function<RuleReader, T> rule) {
    if (text.isBlank()) {
      return List.of();
    }
    Map<String, T> rules = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    for (String each : COMMA.split(text, -1)) {
      Matcher parts = RULE.matcher(each);
      if (!parts.matches()) {
        faults.add(in(each, "there is no name in lower case, colon and space at its beginning"));
        continue;
      }
      RuleReader reader = new RuleReader(parts.group(1), parts.group(2));
      T read = reader.whole(rule);
      if (rules.put(reader.name, read) != null) {
        reader.faults.add("there is a rule of that name already");
      }
      if (!reader.faults.isEmpty()) {
        faults.add(in(each, String.join(", and ", reader.faults)));
      }
    }
    if (rules.size() > MOST) {
      faults.add("there are more than " + MOST);
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "rules such as " + form + " (" + String.join("; ", faults) + ")");
    }
    return List.copyOf(rules.values());
  }

  /**
   * Reads one rule that is given without its name.
   *
   * @param name what it is to be called
   * @param text the rule
   * @param rule makes a rule of what is read
   * @param <T> the rule
   * @return the rule
   * @throws IllegalArgumentException with all that is wrong with it
   */
  public static <T> T one(String name, String text, Function<RuleReader, T> rule) {
    RuleReader reader = new RuleReader(name, text);
    if (!name.matches(NAME)) {
      reader.fault("the name must be in lower case, with dashes");
    }
    T read = reader.whole(rule);
    if (!reader.faults.isEmpty()) {
      throw new IllegalArgumentException(String.join(", and ", reader.faults));
    }
    return read;
  }

  /** What nobody has asked for is wrong. */
  private <T> T whole(Function<RuleReader, T> rule) {
    T read = rule.apply(this);
    plain.forEach(word -> fault("'" + word + "' has no value, as in open=30s"));
    values.keySet().forEach(key -> fault("nothing is called '" + key + "'"));
    return read;
  }

  private static String in(String rule, String fault) {
    return "in '" + rule.strip() + "' " + fault;
  }

  private void word(String word) {
    int equals = word.indexOf('=');
    if (equals <= 0 || equals == word.length() - 1) {
      plain.add(word);
    } else {
      String before = values.put(word.substring(0, equals), word.substring(equals + 1));
      if (before != null) {
        fault("'" + word.substring(0, equals) + "' is there twice");
      }
    }
  }

  /**
   * How the rule is called.
   *
   * @return letters in lower case, digits and {@code -}
   */
  public String name() {
    return name;
  }

  /**
   * The rule as it was written.
   *
   * @return without its name, its words parted by one space each
   */
  public String text() {
    return String.join(" ", words);
  }

  /**
   * Reads the next word that sets nothing.
   *
   * @return empty when there is none
   */
  public Optional<String> plainWord() {
    return Optional.ofNullable(plain.poll());
  }

  /**
   * Notes something that is wrong.
   *
   * @param sentence without a full stop
   */
  public void fault(String sentence) {
    faults.add(sentence);
  }

  /**
   * Reads a value.
   *
   * @param key what is set
   * @param wanted what it must be, for the fault
   * @param parser empty where it is not
   * @param <T> its type
   * @return empty where it is not there, or wrong
   */
  public <T> Optional<T> read(String key, String wanted, Function<String, Optional<T>> parser) {
    Optional<String> given = Optional.ofNullable(values.remove(key));
    Optional<T> read = given.map(text -> text.replace("\"", "")).flatMap(parser);
    if (given.isPresent() && read.isEmpty()) {
      fault("'" + key + "' must be " + wanted);
    }
    return read;
  }

  /**
   * Reads a whole number.
   *
   * @param key what is set
   * @param min the smallest
   * @param max the largest
   * @return empty where it is not there, or wrong
   */
  public Optional<Integer> count(String key, int min, int max) {
    return read(
        key,
        "a whole number from " + min + " to " + max,
        text ->
            text.matches("[0-9]{1,9}")
                ? Optional.of(Integer.valueOf(text)).filter(n -> n >= min && n <= max)
                : Optional.empty());
  }

  /**
   * Reads a share.
   *
   * @param key what is set
   * @return 1 to 100; empty where it is not there, or wrong
   */
  public Optional<Integer> percent(String key) {
    return read(
        key,
        "a share from 1% to 100%",
        text ->
            text.matches("[0-9]{1,3}%")
                ? Optional.of(Integer.valueOf(text.substring(0, text.length() - 1)))
                    .filter(n -> n >= 1 && n <= 100)
                : Optional.empty());
  }

  /**
   * Reads a time.
   *
   * @param key what is set
   * @return 1 ms to 1 d; empty where it is not there, or wrong
   */
  public Optional<Duration> time(String key) {
    return read(key, "a time from 1ms to 1d", RuleReader::span);
  }

  /**
   * Reads two times, the shorter one first, such as {@code 100ms..5s}.
   *
   * @param key what is set
   * @return both; empty where it is not there, or wrong
   */
  public Optional<List<Duration>> times(String key) {
    return read(
        key,
        "two times from 1ms to 1d, the longer one behind, such as 100ms..5s",
        text -> {
          List<Duration> both =
              Arrays.stream(text.split("\\.\\.", -1))
                  .map(RuleReader::span)
                  .flatMap(Optional::stream)
                  .toList();
          return Optional.of(both)
              .filter(times -> times.size() == 2 && times.get(0).compareTo(times.get(1)) <= 0);
        });
  }

  /**
   * Reads a time by itself.
   *
   * @param text such as {@code 5s}
   * @return 1 ms to 1 d; empty where it is none
   */
  public static Optional<Duration> span(String text) {
    try {
      return Optional.of(SPAN.parser().apply(text))
          .filter(time -> time.toMillis() >= 1 && time.compareTo(LONGEST) <= 0);
    } catch (IllegalArgumentException e) {
      // Told by whoever asked, like a time that is too long.
      return Optional.empty();
    }
  }

  /**
   * Reads one of several words, such as {@code dead-letter} for {@code DEAD_LETTER}.
   *
   * @param key what is set
   * @param choices what may be chosen
   * @param <E> the enum
   * @return empty where it is not there, or wrong
   */
  public <E extends Enum<E>> Optional<E> choice(String key, E[] choices) {
    return read(key, "one of " + words(choices), text -> chosen(text, choices));
  }

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
    return Arrays.stream(choices).map(RuleReader::word).collect(Collectors.joining(", "));
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

  /**
   * Reads whom the rule is for: {@code topics=}, {@code buses=} and {@code principals=}.
   *
   * @return all that nothing is said about
   */
  public Scope scope() {
    return new Scope(
        topics().orElseGet(() -> TopicPattern.parse("**", TopicSyntax.COLON)),
        buses(),
        principals().orElse(new Segment.Glob("*")));
  }

  /**
   * Reads {@code topics=}.
   *
   * @return empty where it is not there, or wrong
   */
  public Optional<TopicPattern> topics() {
    return read("topics", "a pattern over topics", RuleReader::pattern);
  }

  /**
   * Reads {@code buses=}, such as {@code default+audit}.
   *
   * @return empty where it is not there, or wrong
   */
  public Set<String> buses() {
    return read(
            "buses",
            "names of buses such as default+audit",
            text ->
                BUSES.matcher(text).matches()
                    ? Optional.of(Set.copyOf(Arrays.asList(text.split("\\+", -1))))
                    : Optional.<Set<String>>empty())
        .orElse(Set.of());
  }

  /**
   * Reads {@code principals=}.
   *
   * @return a name, with {@code *} for any characters; empty where it is not there
   */
  public Optional<Segment.Glob> principals() {
    return read("principals", "a name", text -> Optional.of(new Segment.Glob(text)));
  }

  private static Optional<TopicPattern> pattern(String text) {
    try {
      return Optional.of(TopicPattern.parse(text, TopicSyntax.COLON));
    } catch (PubSubException e) {
      // Told by whoever asked.
      return Optional.empty();
    }
  }
}
