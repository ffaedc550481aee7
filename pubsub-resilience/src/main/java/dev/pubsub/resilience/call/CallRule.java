package dev.pubsub.resilience.call;

import dev.pubsub.resilience.rule.RuleReader;
import dev.pubsub.resilience.rule.Rules;
import dev.pubsub.resilience.rule.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How calls are guarded, as the setting {@code calls} says.
 *
 * @param name how the rule is called
 * @param scope which subscriptions it is for
 * @param timeout how long a call may take; empty for as long as it takes
 * @param retries how often a signal is tried again; 0 for never
 * @param shortestRest before it is
 * @param longestRest however often it has failed
 * @param concurrency how many calls there may be at a time; empty for any number
 */
record CallRule(
    String name,
    Scope scope,
    Optional<Duration> timeout,
    int retries,
    Duration shortestRest,
    Duration longestRest,
    Optional<Integer> concurrency) {

  private static final String FORM =
      "database: topics=orders:** timeout=2s retries=3 backoff=100ms..5s concurrency=4";

  private static final List<Duration> REST = List.of(Duration.ofMillis(100), Duration.ofSeconds(5));

  static List<CallRule> list(String text) {
    return Rules.list(text, FORM, CallRule::read);
  }

  private static CallRule read(RuleReader words) {
    Optional<Integer> retries = words.count("retries", 1, 100);
    Optional<List<Duration>> rest = words.times("backoff");
    CallRule rule =
        new CallRule(
            words.name(),
            words.scope(),
            words.time("timeout"),
            retries.orElse(0),
            rest.orElse(REST).get(0),
            rest.orElse(REST).get(1),
            words.count("concurrency", 1, 100_000));
    if (rest.isPresent() && retries.isEmpty()) {
      words.fault("'backoff' is of no use without 'retries'");
    }
    if (rule.timeout.isEmpty() && retries.isEmpty() && rule.concurrency.isEmpty()) {
      words.fault("it needs 'timeout', 'retries' or 'concurrency'");
    }
    return rule;
  }
}
