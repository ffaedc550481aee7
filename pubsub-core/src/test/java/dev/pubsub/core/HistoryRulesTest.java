package dev.pubsub.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HistoryRulesTest {

  @Test
  void withoutRulesNothingIsKept() {
    assertThat(HistoryRules.parse("").keepFor("room:1")).isZero();
    assertThat(HistoryRules.parse("  ").keepFor("room:1")).isZero();
  }

  @Test
  void theLargestCountOfThePatternsThatMatchHolds() {
    HistoryRules rules = HistoryRules.parse("room:*=100, audit:**=1000 ,room:1=7,audit:a=2,x=y=1");

    assertThat(rules.keepFor("room:1")).isEqualTo(100);
    assertThat(rules.keepFor("room:2:a")).isEqualTo(100);
    assertThat(rules.keepFor("audit")).isEqualTo(1000);
    assertThat(rules.keepFor("audit:a")).isEqualTo(1000);
    assertThat(rules.keepFor("x=y")).isEqualTo(1);
    assertThat(rules.keepFor("hall:1")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "room:*|room:*|a topic must not be empty",
        "=5|=5|a topic must not be empty",
        "a=1,,b=2||a topic must not be empty",
        "a=|a=|the count must be a whole number from 1 to 1000000",
        "a=0|a=0|the count must be a whole number from 1 to 1000000",
        "a=1000001|a=1000001|the count must be a whole number from 1 to 1000000",
        "a::b=1|a::b=1|a topic must not have an empty level",
        "a=1,a=2|a=2|the pattern has a count already",
      })
  void aRuleThatCannotBeReadIsToldWithTheReason(String text, String rule, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistoryRules.parse(text))
        .withMessageStartingWith(
            "a list of pattern=count such as room:*=100,audit:**=1000 (in '%s' ",
            rule == null ? "" : rule)
        .withMessageContaining(reason);
  }
}
