package dev.pubsub.resilience.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.resilience.ResiliencePlugin;
import dev.pubsub.testkit.RecordingControl;
import dev.pubsub.testkit.TestEnvironment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RulesTest {

  private static void configure(String key, String rules) {
    ResiliencePlugin plugin = new ResiliencePlugin();
    plugin.install(TestEnvironment.of(plugin, Map.of(key, rules)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a: open=1ms",
        "payments: topics=payments:** per=subscription failures=50% slow=80% slower-than=2s"
            + " calls=20 window=100 open=30s probes=5 meanwhile=hold",
        "a: topics=\"a b, c:*\" window=60s calls=500, b: principals=system:* buses=audit+default",
        "a: window=1 per=rule meanwhile=dead-letter",
        "  a:   per=principal  ,\n b: open=PT5M meanwhile=drop"
      })
  void whatIsRightIsTaken(String rules) {
    assertThatCode(() -> configure("breakers", rules)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a | there is no name in lower case, colon and space at its beginning",
        "A: open=1s | there is no name in lower case",
        "a: open | 'open' has no value, as in open=30s",
        "a: opens=1s | nothing is called 'opens'",
        "a: open=0s | 'open' must be a time from 1ms to 1d",
        "a: open=2d | 'open' must be a time from 1ms to 1d",
        "a: open=1s open=2s | 'open' is there twice",
        "a: failures=0% | 'failures' must be a share from 1% to 100%",
        "a: slow=101% | 'slow' must be a share from 1% to 100%",
        "a: failures=50 | 'failures' must be a share from 1% to 100%",
        "a: window=10 calls=11 | 'calls' must be a whole number from 1 to 10",
        "a: window=1s | 'window' must be a number of calls up to 10000",
        "a: window=10001 | 'window' must be a number of calls up to 10000",
        "a: probes=0 | 'probes' must be a whole number from 1 to 1000",
        "a: per=bus | 'per' must be one of subscription, rule, principal",
        "a: meanwhile=wait | 'meanwhile' must be one of hold, drop, dead-letter",
        "a: topics=x**y | 'topics' must be a pattern over topics",
        "a: buses=A | 'buses' must be names of buses such as default+audit",
        "a: open=1s, a: open=2s | there is a rule of that name already"
      })
  void whatIsWrongWithABreakerIsSaid(String rules, String fault) {
    assertThatThrownBy(() -> configure("breakers", rules))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("rules such as payments: topics=payments:** ")
        .hasMessageContaining(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: topics=x | it needs 'timeout', 'retries' or 'concurrency'",
        "a: timeout=1s backoff=1s..2s | 'backoff' is of no use without 'retries'",
        "a: retries=1 backoff=2s..1s | 'backoff' must be two times from 1ms to 1d",
        "a: retries=1 backoff=2s | 'backoff' must be two times from 1ms to 1d",
        "a: retries=0 | 'retries' must be a whole number from 1 to 100",
        "a: concurrency=x | 'concurrency' must be a whole number from 1 to 100000"
      })
  void whatIsWrongWithACallIsSaid(String rules, String fault) {
    assertThatThrownBy(() -> configure("calls", rules))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("rules such as database: topics=orders:** ")
        .hasMessageContaining(fault);
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                PubSub.builder()
                    .discover(false)
                    .plugin(new ResiliencePlugin())
                    .set("pubsub.plugin.resilience.breakers", "a: open=0s per=x, b: what=1, c")
                    .set("pubsub.plugin.resilience.calls", "d: timeout=never")
                    .open())
        .isInstanceOf(PubSubException.class)
        .hasMessageContainingAll(
            "in 'a: open=0s per=x' 'per' must be",
            "'open' must be",
            "in 'b: what=1' nothing is called 'what'",
            "in 'c' there is no name",
            "in 'd: timeout=never' 'timeout' must be");
  }

  @ParameterizedTest
  @CsvSource({
    "a: topics=pay:**, pay:x, ada, true",
    "a: topics=pay:**, pay:*, ada, true",
    "a: topics=pay:**, pay:**, ada, true",
    "a: topics=pay:x, pay:*, ada, false",
    "a: topics=pay:**, other, ada, false",
    "a: open=1s, pay:x, system:platform, false",
    "a: principals=*, pay:x, system:platform, false",
    "a: principals=system:*, pay:x, system:platform, true",
    "a: principals=peer:*, pay:x, peer:7, true",
    "a: principals=peer:*, pay:x, ada, false",
    "a: buses=audit+default, pay:x, ada, true",
    "a: buses=audit, pay:x, ada, false"
  })
  void aRuleIsForTheSubscriptionsThatItNames(
      String rule, String pattern, String principal, boolean isFor) {
    List<Scope> scopes =
        Rules.list(
            rule,
            "",
            words -> {
              words.time("open");
              return words.scope();
            });

    assertThat(scopes.get(0).covers(new RecordingControl(pattern, principal, false)))
        .isEqualTo(isFor);
  }
}
