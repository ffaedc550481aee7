package dev.pubsub.resilience.breaker;

import dev.pubsub.resilience.rule.RuleReader;
import dev.pubsub.resilience.rule.Rules;
import dev.pubsub.resilience.rule.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When breakers open and close, as the setting {@code breakers} says. What is not said is as
 * Resilience4j has it.
 *
 * @param name how the rule is called
 * @param scope which subscriptions it is for
 * @param sharing which of them have one in common
 * @param failures the percentage of failed calls from which on it opens
 * @param slow the percentage of slow calls from which on it opens
 * @param slowerThan what is slow
 * @param calls how many calls there must be before a percentage means something
 * @param window which calls are looked at
 * @param open how long it is open
 * @param probes how many calls are let through before it is decided whether it closes
 * @param meanwhile what becomes of signals that are not let through
 * @param follow on how many other nodes it must be open for this one to open, too; 0 for never
 */
record BreakerRule(
    String name,
    Scope scope,
    Sharing sharing,
    int failures,
    int slow,
    Duration slowerThan,
    int calls,
    Window window,
    Duration open,
    int probes,
    Meanwhile meanwhile,
    int follow) {

  private static final String FORM =
      "payments: topics=payments:** per=subscription failures=50% slow=100% slower-than=60s"
          + " calls=100 window=100 open=60s probes=10 meanwhile=hold";

  private static final int MOST_CALLS = 10_000;
  private static final int LONGEST_SECONDS = 3600;
  private static final int MOST_NODES = 1000;

  /**
   * The last calls, or those of the last seconds.
   *
   * @param size how many
   * @param seconds whether it is seconds
   */
  record Window(int size, boolean seconds) {}

  static List<BreakerRule> list(String text) {
    return Rules.list(text, FORM, BreakerRule::read);
  }

  private static BreakerRule read(RuleReader words) {
    Window window =
        words
            .read(
                "window",
                "a number of calls up to 10000, or of seconds from 2s to 3600s",
                BreakerRule::window)
            .orElse(new Window(100, false));
    int most = window.seconds ? MOST_CALLS : window.size;
    int calls = words.count("calls", 1, most).orElse(Math.min(100, most));
    Sharing sharing = words.choice("per", Sharing.values()).orElse(Sharing.SUBSCRIPTION);
    int follow = words.count("follow", 1, MOST_NODES).orElse(0);
    if (follow > 0 && sharing == Sharing.SUBSCRIPTION) {
      words.fault("'follow' needs per=rule or per=principal: no other node has the subscription");
    }
    return new BreakerRule(
        words.name(),
        words.scope(),
        sharing,
        words.percent("failures").orElse(50),
        words.percent("slow").orElse(100),
        words.time("slower-than").orElse(Duration.ofSeconds(60)),
        calls,
        window,
        words.time("open").orElse(Duration.ofSeconds(60)),
        words.count("probes", 1, 1000).orElse(10),
        words.choice("meanwhile", Meanwhile.values()).orElse(Meanwhile.HOLD),
        follow);
  }

  private static Optional<Window> window(String text) {
    boolean seconds = text.endsWith("s");
    String digits = seconds ? text.substring(0, text.length() - 1) : text;
    return digits.matches("[0-9]{1,5}")
        ? Optional.of(new Window(Integer.parseInt(digits), seconds))
            .filter(window -> window.size >= (seconds ? 2 : 1))
            .filter(window -> window.size <= (seconds ? LONGEST_SECONDS : MOST_CALLS))
        : Optional.empty();
  }
}
