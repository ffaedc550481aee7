package dev.pubsub.agents.registry;

import static dev.pubsub.agents.registry.Alone.agent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.agents.agent.AgentError;
import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.agent.Profile;
import dev.pubsub.error.PubSubException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AgentPatternTest {

  private final AgentRegistry registry = Alone.registry();

  @BeforeEach
  void registerSome() {
    Profile demo = Profile.of("demo");
    registry.register(agent("a", demo.withCapabilities(Set.of("ping"))));
    registry.register(agent("b", demo.withGroups(Set.of("blue"))));
    registry.register(
        agent("c", Profile.of("other").withAttributes(Map.of("location", "node1.rack.2"))));
    registry.register(
        agent("d", demo.withCapabilities(Set.of("ping", "log")).withGroups(Set.of("blue"))));
  }

  private List<String> ids(String pattern) {
    return registry.matching(AgentPattern.parse(pattern)).map(AgentInfo::id).sorted().toList();
  }

  @Test
  void allConditionsMustHold() {
    assertThat(ids("agent.type:demo.capability:ping")).containsExactly("a", "d");
    assertThat(ids("agent.type:demo.capability:ping.group:blue")).containsExactly("d");
    assertThat(ids("agent.capability:ping.capability:log")).containsExactly("d");
    assertThat(ids("agent.type:none.capability:ping")).isEmpty();
    assertThat(ids("agent")).containsExactly("a", "b", "c", "d");
  }

  @Test
  void aStarStandsForAnyCharacters() {
    assertThat(ids("agent.type:de*")).containsExactly("a", "b", "d");
    assertThat(ids("agent.capability:*og")).containsExactly("d");
    assertThat(ids("agent.id:*")).containsExactly("a", "b", "c", "d");
    assertThat(ids("agent.id:b.group:b*")).containsExactly("b");
    assertThat(ids("agent.id:b.group:red")).isEmpty();
    assertThat(ids("agent.id:unknown")).isEmpty();
  }

  @Test
  void aDotBelongsToTheValueUnlessAWordAndAColonFollow() {
    assertThat(ids("agent.location:node1.*")).containsExactly("c");
    assertThat(ids("agent.location:node1.rack.2.type:other")).containsExactly("c");
    assertThat(AgentPattern.parse("agent.location:node1.*").conditions())
        .containsExactly(Condition.of("location", "node1.*"));
  }

  @Test
  void whereNothingIsSaidOfTheLocationItIsTheNode() {
    assertThat(ids("agent.location:node1")).containsExactly("a", "b", "d");
    assertThat(ids("agent.node:node1")).containsExactly("a", "b", "c", "d");
  }

  @Test
  void stateAndAttributesAreLookedAt() {
    registry.update("a", a -> a.withProfile(a.profile().withAttributes(Map.of("zone", "x1"))));
    assertThat(ids("agent.state:running.zone:x*")).containsExactly("a");
    assertThat(ids("agent.state:stopping")).isEmpty();
    assertThat(ids("agent.colour:*")).isEmpty();
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    for (String text : List.of("agent", "agent.type:demo.capability:p*", "agent.location:n.1")) {
      assertThat(AgentPattern.parse(text)).hasToString(text);
    }
    assertThat(AgentPattern.ALL.with("type", "demo")).hasToString("agent.type:demo");
  }

  @Test
  void whatIsNoPatternIsRefused() {
    for (String text :
        List.of(
            "",
            "type:demo",
            "agent:demo",
            "agent.",
            "agents.type:x",
            "agent.type:",
            "agent.x" + "y".repeat(2000) + ":z")) {
      assertThatThrownBy(() -> AgentPattern.parse(text))
          .as(text)
          .isInstanceOfSatisfying(
              PubSubException.class, e -> assertThat(e.code()).isEqualTo(AgentError.BAD_AGENT));
    }
  }
}
