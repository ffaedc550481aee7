package dev.pubsub.core;

import static dev.pubsub.spi.data.Retention.newest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pubsub.spi.data.Retention;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HistoryRulesTest {

  @Test
  void withoutRulesNothingIsKept() {
    assertThat(HistoryRules.parse("").of("room:1")).isEmpty();
    assertThat(HistoryRules.parse("  ").of("room:1")).isEmpty();
  }

  @Test
  void theLargestCountOfThePatternsThatMatchHolds() {
    HistoryRules rules = HistoryRules.parse("room:*=100, audit:**=1000 ,room:1=7,audit:a=2,x=y=1");

    assertThat(rules.of("room:1")).contains(newest(100));
    assertThat(rules.of("room:2:a")).contains(newest(100));
    assertThat(rules.of("audit")).contains(newest(1000));
    assertThat(rules.of("audit:a")).contains(newest(1000));
    assertThat(rules.of("x=y")).contains(newest(1));
    assertThat(rules.of("hall:1")).isEmpty();
  }

  @Test
  void aRuleMayBoundTheCountTheAgeAndTheBytesOrSomeOfThem() {
    HistoryRules rules =
        HistoryRules.parse("a=30d, b = 1h 10MB 100 ,c=2kb,d=PT5M 5B,\"e,f:*\"=3,g=1gb");

    assertThat(rules.of("a")).contains(Retention.ALL.withAge(Duration.ofDays(30)));
    assertThat(rules.of("b")).contains(new Retention(100, Duration.ofHours(1), 10L * 1024 * 1024));
    assertThat(rules.of("c")).contains(Retention.ALL.withBytes(2048));
    assertThat(rules.of("d")).contains(Retention.ALL.withAge(Duration.ofMinutes(5)).withBytes(5));
    assertThat(rules.of("e,f:1")).contains(newest(3));
    assertThat(rules.of("g")).contains(Retention.ALL.withBytes(1L << 30));
    assertThat(rules.shortestAge()).contains(Duration.ofMinutes(5));
  }

  @Test
  void ofThePatternsThatMatchTheWidestOfEachBoundHolds() {
    HistoryRules rules = HistoryRules.parse("*=100 1h 1KB,a=10 2h 2KB,b=10 30m");

    assertThat(rules.of("a")).contains(new Retention(100, Duration.ofHours(2), 2048));
    assertThat(rules.of("b"))
        .contains(new Retention(100, Duration.ofHours(1), Retention.ANY_BYTES));
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
        "a=1 2|a=1 2|a bound is given twice",
        "a=1h 5 2h|a=1h 5 2h|a bound is given twice",
        "a=1KB 1KB|a=1KB 1KB|a bound is given twice",
        "a=0B|a=0B|'0b' is no count, no age such as 1h, and no bytes such as 10MB",
        "a=0s|a=0s|'0s' is no count, no age such as 1h, and no bytes such as 10MB",
        "a=-5|a=-5|'-5' is no count, no age such as 1h, and no bytes such as 10MB",
        "a=1TB|a=1TB|'1tb' is no count, no age such as 1h, and no bytes such as 10MB",
        "a=5 x|a=5 x|'x' is no count, no age such as 1h, and no bytes such as 10MB",
        "a::b=1|a::b=1|a topic must not have an empty level",
        "a=1,a=2|a=2|the pattern has bounds already",
      })
  void aRuleThatCannotBeReadIsToldWithTheReason(String text, String rule, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistoryRules.parse(text))
        .withMessageStartingWith(
            "a list of pattern=bounds such as room:*=100,audit:**=30d 100MB (in '%s' ",
            rule == null ? "" : rule)
        .withMessageContaining(reason);
  }
}
