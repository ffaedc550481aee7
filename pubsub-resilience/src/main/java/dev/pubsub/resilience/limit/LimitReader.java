package dev.pubsub.resilience.limit;

import dev.pubsub.resilience.rule.Choices;
import dev.pubsub.resilience.rule.RuleReader;
import dev.pubsub.resilience.rule.Rules;
import dev.pubsub.spi.flow.Operation;
import dev.pubsub.spi.flow.PressureLevel;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads limits as the setting {@code limits} lists them, such as {@code orders: publish 100/1s
 * burst=200 per=principal topics=orders:**}.
 */
final class LimitReader {

  private static final String FORM =
      "orders: publish 100/1s burst=200 per=principal topics=orders:**, joins:"
          + " subscribe+create-topic*5 10/1s";

  private static final Pattern COST = Pattern.compile("([a-z-]+)(?:\\*([0-9]{1,7}))?");
  private static final Pattern RATE = Pattern.compile("([0-9]{1,7})/(.+)");
  private static final Pattern PRESSURE = Pattern.compile("([0-9]{1,3})%/([0-9]{1,3})%");
  private static final Set<Operation> ON_TOPICS =
      EnumSet.of(Operation.PUBLISH, Operation.SUBSCRIBE, Operation.CREATE_TOPIC);
  private static final Set<Operation> ONLY_PUBLISH = EnumSet.of(Operation.PUBLISH);
  private static final int MAX = 1_000_000;
  private static final int LONGEST_RULE = 2000;

  private final RuleReader words;

  private LimitReader(RuleReader words) {
    this.words = words;
  }

  /** Reads the list; says what is wrong with it in the message of its exception. */
  static List<LimitRule> list(String text) {
    return Rules.list(text, FORM, words -> new LimitReader(words).read());
  }

  /** Reads one without its name; says what is wrong with it in the message of its exception. */
  static LimitRule rule(String name, String text) {
    if (text.length() > LONGEST_RULE) {
      throw new IllegalArgumentException("it has more than " + LONGEST_RULE + " characters");
    }
    return Rules.one(name, text, words -> new LimitReader(words).read());
  }

  private LimitRule read() {
    Map<Operation, Integer> costs = words.plainWord().map(this::costs).orElse(Map.of());
    Optional<String> rate = words.plainWord();
    require(rate.isPresent(), "it needs operations and a rate, such as publish 100/1s");
    Key per = words.choice("per", Key.values()).orElse(Key.NODE);
    Map<PressureLevel, Rate> speeds = rate.map(text -> speeds(text, costs, per)).orElse(Map.of());
    OverLimit then = words.choice("then", OverLimit.values()).orElse(OverLimit.REJECT);
    Optional<TopicFilter> topics = words.topics().map(TopicFilter::new);
    require(
        then == OverLimit.REJECT || costs.keySet().equals(ONLY_PUBLISH),
        "only a publish by itself can be shed or wait");
    require(
        ON_TOPICS.containsAll(costs.keySet()) || (topics.isEmpty() && per != Key.TOPIC),
        "only publish, subscribe and create-topic have topics; others may have per=resource");
    return new LimitRule(
        words.name(),
        words.text(),
        costs,
        speeds,
        topics,
        words.buses(),
        words.principals(),
        per,
        then);
  }

  private void require(boolean right, String fault) {
    if (!right) {
      words.fault(fault);
    }
  }

  private Map<Operation, Integer> costs(String text) {
    Map<Operation, Integer> costs = new EnumMap<>(Operation.class);
    for (String word : text.split("\\+", -1)) {
      Matcher cost = COST.matcher(word);
      Optional<Operation> operation =
          cost.matches() ? Choices.chosen(cost.group(1), Operation.values()) : Optional.empty();
      if (operation.isEmpty()) {
        words.fault(
            "'"
                + word
                + "' is none of "
                + Choices.words(Operation.values())
                + ", nor has it a cost as *5");
      } else {
        String tokens = cost.group(2);
        Integer before = costs.put(operation.get(), tokens == null ? 1 : Integer.parseInt(tokens));
        require(before == null, "'" + cost.group(1) + "' is there twice");
      }
    }
    require(!costs.containsValue(0), "a cost must be 1 or more");
    return costs;
  }

  private Map<PressureLevel, Rate> speeds(String text, Map<Operation, Integer> costs, Key per) {
    Optional<Integer> burst = words.count("burst", 1, MAX);
    int[] shares =
        words
            .read(
                "pressure",
                "what is left at high pressure and at critical, no more than that, such as 50%/10%",
                LimitReader::shares)
            .orElse(new int[] {100, 100});
    Map<PressureLevel, Rate> speeds = new EnumMap<>(PressureLevel.class);
    Matcher given = RATE.matcher(text);
    Optional<Duration> span = given.matches() ? RuleReader.span(given.group(2)) : Optional.empty();
    int count = span.isPresent() ? Integer.parseInt(given.group(1)) : 0;
    if (count < 1 || count > MAX) {
      words.fault("'" + text + "' is no rate such as 100/1s: 1 to " + MAX + " for each 1ms to 1d");
      return speeds;
    }
    int dearest = LimitRule.dearest(costs);
    Rate whole = Rate.of(count, span.orElseThrow().toNanos(), burst.orElse(count));
    require(
        dearest <= whole.burst(),
        "what costs " + dearest + " could never be granted by a burst of " + whole.burst());
    speeds.put(PressureLevel.NORMAL, whole);
    speeds.put(PressureLevel.HIGH, whole.share(shares[0], dearest));
    speeds.put(PressureLevel.CRITICAL, whole.share(shares[1], dearest));
    require(
        speeds.values().stream()
            .allMatch(rate -> rate.isExact() && (per != Key.CLUSTER || rate.isDivisible())),
        "so many for so long a span cannot be counted: take fewer, or a shorter span");
    return speeds;
  }

  private static Optional<int[]> shares(String text) {
    Matcher shares = PRESSURE.matcher(text);
    if (!shares.matches()) {
      return Optional.empty();
    }
    int high = Integer.parseInt(shares.group(1));
    int critical = Integer.parseInt(shares.group(2));
    return Optional.of(new int[] {high, critical})
        .filter(both -> high <= 100 && critical <= high && critical >= 1);
  }
}
