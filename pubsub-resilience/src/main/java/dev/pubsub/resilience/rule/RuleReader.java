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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads one rule of a setting, such as {@code payments: topics=payments:** open=30s}: a name, plain
 * words where there are any, and what is set. What is wrong is noted, and a value that can be used
 * is given in its place, so that all of it is told at once.
 */
public final class RuleReader {

  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");
  private static final Pattern BUSES = Pattern.compile("[a-z][a-z0-9-]*(\\+[a-z][a-z0-9-]*)*");
  private static final Setting<Duration> SPAN = Setting.duration("span", "1s", "");
  private static final Duration LONGEST = Duration.ofDays(1);

  private final String name;
  private final List<String> words;
  private final Deque<String> plain = new ArrayDeque<>();
  private final Map<String, String> values = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  RuleReader(String name, String text) {
    this.name = name;
    this.words = WORD.matcher(text).results().map(MatchResult::group).toList();
    words.forEach(this::word);
  }

  /**
   * Has all of it read. What nobody has asked for is wrong.
   *
   * @param rule makes a rule of what is read
   * @param <T> the rule
   * @return the rule, of use where there are no faults
   */
  <T> T whole(Function<RuleReader, T> rule) {
    T read = rule.apply(this);
    plain.forEach(word -> fault("'" + word + "' has no value, as in open=30s"));
    values.keySet().forEach(key -> fault("nothing is called '" + key + "'"));
    return read;
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

  /** What is wrong, in the order in which it was noted. */
  List<String> faults() {
    return List.copyOf(faults);
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
    return read(key, "one of " + Choices.words(choices), text -> Choices.chosen(text, choices));
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
