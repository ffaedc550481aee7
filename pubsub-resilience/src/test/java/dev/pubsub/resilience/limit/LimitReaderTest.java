package dev.pubsub.resilience.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.spi.flow.Operation;
import dev.pubsub.spi.flow.PressureLevel;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LimitReaderTest {

  @Test
  void aRuleSaysAllThatItMeans() {
    LimitRule rule =
        LimitReader.list(
                "orders: publish*2 100/1s  burst=200 per=principal topics=orders:**"
                    + " buses=default+audit principals=alice* then=wait pressure=50%/10%")
            .get(0);

    assertThat(rule.name()).isEqualTo("orders");
    assertThat(rule.text())
        .isEqualTo(
            "publish*2 100/1s burst=200 per=principal topics=orders:** buses=default+audit"
                + " principals=alice* then=wait pressure=50%/10%");
    assertThat(rule.costs()).isEqualTo(Map.of(Operation.PUBLISH, 2));
    assertThat(rule.speeds())
        .isEqualTo(
            Map.of(
                PressureLevel.NORMAL, Rate.of(100, 1_000_000_000, 200),
                PressureLevel.HIGH, Rate.of(50, 1_000_000_000, 100),
                PressureLevel.CRITICAL, Rate.of(10, 1_000_000_000, 20)));
    assertThat(rule.topics().orElseThrow().matches("orders:new")).isTrue();
    assertThat(rule.buses()).isEqualTo(Set.of("default", "audit"));
    assertThat(rule.principals().orElseThrow().matches("alice2")).isTrue();
    assertThat(rule.per()).isEqualTo(Key.PRINCIPAL);
    assertThat(rule.then()).isEqualTo(OverLimit.WAIT);
  }

  @Test
  void whatIsNotSaidIsTheUsual() {
    LimitRule rule = LimitReader.rule("all", "subscribe+create-topic*5 10/1m");

    assertThat(rule.costs()).isEqualTo(Map.of(Operation.SUBSCRIBE, 1, Operation.CREATE_TOPIC, 5));
    assertThat(rule.speeds().values()).containsOnly(Rate.of(10, 60_000_000_000L, 10));
    assertThat(rule.per()).isEqualTo(Key.NODE);
    assertThat(rule.then()).isEqualTo(OverLimit.REJECT);
    assertThat(rule.topics()).isEmpty();
    assertThat(rule.buses()).isEmpty();
    assertThat(rule.principals()).isEmpty();
  }

  @Test
  void underPressureTheDearestCanStillBeDone() {
    LimitRule rule = LimitReader.rule("all", "create-topic*5 10/1s pressure=50%/10%");

    assertThat(rule.speeds().get(PressureLevel.CRITICAL)).isEqualTo(Rate.of(1, 1_000_000_000, 5));
  }

  @Test
  void thereMayBeSeveralOrNone() {
    assertThat(LimitReader.list("a: publish 1/1s, b: connect 5/1s per=resource"))
        .extracting(LimitRule::name)
        .containsExactly("a", "b");
    assertThat(LimitReader.list(" ")).isEmpty();
  }

  @Test
  void quotesHoldWhatTopicsMayHave() {
    LimitRule rule = LimitReader.list("a: publish 1/1s topics=\"x, y: z:**\"").get(0);

    assertThat(rule.topics().orElseThrow().matches("x, y: z:1")).isTrue();
    assertThat(rule.topics().orElseThrow().matches("x")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "publish | it needs operations and a rate",
        "publsh 1/1s | 'publsh' is none of publish, subscribe, connect, create-topic,",
        "publish*0 1/1s | a cost must be 1 or more",
        "publish+publish 1/1s | 'publish' is there twice",
        "publish fast | 'fast' is no rate such as 100/1s",
        "publish 0/1s | '0/1s' is no rate",
        "publish 1/0s | '1/0s' is no rate",
        "publish 1/2d | '1/2d' is no rate",
        "publish 1/s | '1/s' is no rate",
        "publish 9999999/1s | is no rate",
        "publish 1/1s burst=0 | 'burst' must be a whole number from 1 to 1000000",
        "publish*9 1/1s burst=8 | what costs 9 could never be granted by a burst of 8",
        "publish 1/1s per=user | 'per' must be one of node, cluster, bus, principal, topic, resource",
        "publish 1/1s then=drop | 'then' must be one of reject, shed, wait",
        "publish 1/1s colour=red | nothing is called 'colour'",
        "publish 1/1s burst= | 'burst=' has no value",
        "publish 1/1s loud | 'loud' has no value",
        "publish 1/1s burst=1 burst=2 | 'burst' is there twice",
        "publish 1/1s topics=a::b | 'topics' must be a pattern over topics",
        "publish 1/1s buses=Default | 'buses' must be names of buses such as default+audit",
        "publish 1/1s pressure=50% | 'pressure' must be what is left at high pressure",
        "publish 1/1s pressure=10%/50% | 'pressure' must be what is left",
        "publish 1/1s pressure=200%/50% | 'pressure' must be what is left",
        "publish 1/1s pressure=50%/0% | 'pressure' must be what is left",
        "subscribe 1/1s then=shed | only a publish by itself can be shed or wait",
        "publish+subscribe 1/1s then=wait | only a publish by itself can be shed or wait",
        "connect 1/1s topics=a | only publish, subscribe and create-topic have topics",
        "act 1/1s per=topic | others may have per=resource",
        "publish*1000 1/1d burst=1000 per=cluster | so many for so long a span cannot be counted",
        "publish 999983/1d | so many for so long a span cannot be counted",
      })
  void aRuleThatMakesNoSenseIsRefused(String rule, String sentence) {
    assertThatThrownBy(() -> LimitReader.rule("a", rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                LimitReader.list(
                    "bad: publsh 1/1s per=x, good: publish 1/1s, good: act 1/1s, nothing here"))
        .hasMessageStartingWith("rules such as orders: publish 100/1s")
        .hasMessageContaining("'publsh' is none of")
        .hasMessageContaining("'per' must be one of")
        .hasMessageContaining("in 'good: act 1/1s' there is a rule of that name already")
        .hasMessageContaining("in 'nothing here' there is no name");
  }

  @Test
  void aNameIsInLowerCase() {
    assertThatThrownBy(() -> LimitReader.rule("A", "publish 1/1s"))
        .hasMessageContaining("the name must be in lower case");
  }

  @Test
  void aRuleHasAnEnd() {
    assertThatThrownBy(() -> LimitReader.rule("a", "publish 1/1s " + " ".repeat(2000)))
        .hasMessageContaining("2000 characters");
  }
}
