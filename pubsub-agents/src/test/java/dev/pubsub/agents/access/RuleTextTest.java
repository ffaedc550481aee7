package dev.pubsub.agents.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.agents.registry.AgentPattern;
import dev.pubsub.topic.Segment;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RuleTextTest {

  @Test
  void aRuleIsReadAsItIsWritten() {
    assertThat(
            RuleText.list(
                "a: refuse signal+stop from=type:worker.group:x to=\"boss, or so\",b: allow all"))
        .containsExactly(
            new AccessRule(
                "a",
                Verdict.REFUSE,
                Set.of(Act.SIGNAL, Act.STOP),
                new Party(
                    new Segment.Glob("*"),
                    AgentPattern.ALL.with("type", "worker").with("group", "x")),
                new Party(new Segment.Glob("boss, or so"), AgentPattern.ALL)),
            new AccessRule(
                "b", Verdict.ALLOW, EnumSet.allOf(Act.class), Party.ANYBODY, Party.ANYBODY));
  }

  @Test
  void blankIsNoRule() {
    assertThat(RuleText.list("  ")).isEmpty();
  }

  @Test
  void allThatIsWrongIsToldAtOnceWithItsPlace() {
    assertThatThrownBy(
            () ->
                RuleText.list(
                    "a: permit signal+jump from= who=x, B: allow all, c: allow,"
                        + " d: allow create to=group:x, d: refuse stop+stop to=a to=b from=type:"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rules such as workers: refuse")
        .hasMessageContaining("in 'a: permit signal+jump from= who=x' 'from' is empty")
        .hasMessageContaining("nothing is called 'who'")
        .hasMessageContaining("'permit' is not allow or refuse")
        .hasMessageContaining("'jump' is none of all, signal, ask, stop, create")
        .hasMessageContaining("in 'B: allow all' there is no name in lower case")
        .hasMessageContaining("in 'c: allow' it needs allow or refuse, and what")
        .hasMessageContaining("only the type is known")
        .hasMessageContaining("'stop' is there twice")
        .hasMessageContaining("'to' is there twice")
        .hasMessageContaining("'from': a condition on agents has a name and a value")
        .hasMessageContaining("there is a rule of that name already");
  }

  @Test
  void thereAreNoMoreThanAHundred() {
    String many =
        IntStream.range(0, 101)
            .mapToObj(i -> "r" + i + ": allow all")
            .collect(Collectors.joining(","));
    assertThatThrownBy(() -> RuleText.list(many)).hasMessageContaining("there are more than 100");
  }
}
