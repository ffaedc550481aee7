package dev.pubsub.agents.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.agent.AgentState;
import dev.pubsub.agents.agent.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What other nodes are told of an agent. */
final class AgentCodecTest {

  private final AgentCodec codec = new AgentCodec();
  private final AgentInfo agent =
      new AgentInfo(
          "a-1",
          new Profile("demo", Set.of("ping", "pong"), Set.of("g"), Map.of("region", "eu")),
          "node1",
          "boss",
          AgentState.RESTARTING,
          3);

  @Test
  void whatIsWrittenIsReadAsItWas() {
    assertThat(codec.read(codec.write(agent))).isEqualTo(agent);
    assertThat(codec.readKey(codec.writeKey("a-1"))).isEqualTo("a-1");
  }

  @Test
  void whatAnotherVersionWritesMoreIsNotMinded() {
    List<Object> more = new ArrayList<>((List<?>) codec.write(agent));
    more.set(8, 3L);
    more.add("something new");
    assertThat(codec.read(more)).isEqualTo(agent);
  }

  @Test
  void whatIsNoAgentIsRefused() {
    assertThatThrownBy(() -> codec.read("x")).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> codec.read(List.of("x"))).isInstanceOf(RuntimeException.class);
  }
}
