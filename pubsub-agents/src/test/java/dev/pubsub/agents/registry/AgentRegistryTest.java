package dev.pubsub.agents.registry;

import static dev.pubsub.agents.registry.Alone.agent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.agents.agent.AgentError;
import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.agent.AgentState;
import dev.pubsub.agents.agent.Profile;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.cluster.Roster;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AgentRegistryTest {

  private static final Profile PINGER =
      Profile.of("demo").withCapabilities(Set.of("ping", "log")).withGroups(Set.of("blue"));

  private final AgentRegistry registry = Alone.registry();

  private static List<String> ids(Stream<AgentInfo> agents) {
    return agents.map(AgentInfo::id).sorted().toList();
  }

  private static void expect(AgentError code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(PubSubException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void anAgentIsFoundByItsIdAndByEachWordThatIsSaidOfIt() {
    AgentInfo ann = agent("ann", PINGER);
    registry.register(ann);
    registry.register(agent("bob", Profile.of("demo")));

    assertThat(registry.find("ann")).contains(ann);
    assertThat(registry.find("cid")).isEmpty();
    assertThat(ids(registry.ofType("demo"))).containsExactly("ann", "bob");
    assertThat(ids(registry.withCapability("ping"))).containsExactly("ann");
    assertThat(ids(registry.withCapability("log"))).containsExactly("ann");
    assertThat(ids(registry.inGroup("blue"))).containsExactly("ann");
    assertThat(ids(registry.inGroup("red"))).isEmpty();
    assertThat(registry.all()).hasSize(2).contains(ann);
    assertThat(registry.size()).isEqualTo(2);
  }

  @Test
  void anIdIsTakenOnce() {
    AgentInfo ann = agent("ann", PINGER);
    registry.register(ann);

    expect(AgentError.AGENT_EXISTS, () -> registry.register(agent("ann", Profile.of("other"))));
    assertThat(registry.find("ann")).contains(ann);
    assertThat(ids(registry.ofType("other"))).isEmpty();
  }

  @Test
  void anAgentOfAnotherNodeIsNotRegisteredHere() {
    assertThat(registry.node()).isEqualTo("node1");
    expect(
        AgentError.BAD_AGENT,
        () -> registry.register(new AgentInfo("ann", PINGER, "node2", "", AgentState.RUNNING, 0)));
    expect(AgentError.BAD_AGENT, () -> registry.register(agent("ann", PINGER, "ann")));
    assertThat(registry.all()).isEmpty();
  }

  @Test
  void anUpdateMovesTheAgentToItsNewWords() {
    registry.register(agent("ann", PINGER));

    AgentInfo changed =
        registry
            .update("ann", ann -> ann.withProfile(Profile.of("idle").withGroups(Set.of("red"))))
            .orElseThrow();

    assertThat(registry.find("ann")).contains(changed);
    assertThat(ids(registry.ofType("demo"))).isEmpty();
    assertThat(ids(registry.withCapability("ping"))).isEmpty();
    assertThat(ids(registry.inGroup("blue"))).isEmpty();
    assertThat(ids(registry.ofType("idle"))).containsExactly("ann");
    assertThat(ids(registry.inGroup("red"))).containsExactly("ann");
  }

  @Test
  void anUpdateOfTheStateLeavesTheWordsAlone() {
    registry.register(agent("ann", PINGER));
    registry.update("ann", ann -> ann.withState(AgentState.RESTARTING).withRestarts(3));

    assertThat(registry.find("ann").orElseThrow().restarts()).isEqualTo(3);
    assertThat(registry.withCapability("ping"))
        .singleElement()
        .extracting(AgentInfo::state)
        .isEqualTo(AgentState.RESTARTING);
  }

  @Test
  void whereThereIsNoAgentNothingIsUpdated() {
    assertThat(registry.update("ann", ann -> ann)).isEmpty();
    assertThat(registry.all()).isEmpty();
  }

  @Test
  void anUpdateKeepsIdNodeAndOwner() {
    AgentInfo ann = agent("ann", PINGER);
    registry.register(ann);

    expect(AgentError.BAD_AGENT, () -> registry.update("ann", was -> agent("bob", PINGER)));
    expect(AgentError.BAD_AGENT, () -> registry.update("ann", was -> agent("ann", PINGER, "x")));
    expect(
        AgentError.BAD_AGENT,
        () ->
            registry.update(
                "ann", was -> new AgentInfo("ann", PINGER, "node2", "", was.state(), 0)));
    assertThat(registry.find("ann")).contains(ann);
    assertThat(registry.size()).isEqualTo(1);
  }

  @Test
  void whoIsUnregisteredIsFoundNoMore() {
    AgentInfo ann = agent("ann", PINGER);
    registry.register(ann);

    assertThat(registry.unregister("ann")).contains(ann);
    assertThat(registry.unregister("ann")).isEmpty();
    assertThat(registry.find("ann")).isEmpty();
    assertThat(ids(registry.ofType("demo"))).isEmpty();
    assertThat(ids(registry.withCapability("log"))).isEmpty();
  }

  // ---- owners

  @Test
  void whoIsOwnedGoesWithItsOwnerInAnyDepth() {
    registry.register(agent("a", PINGER));
    registry.register(agent("b", PINGER));
    for (int i = 0; i < 100; i++) {
      registry.register(agent("a" + "a".repeat(i + 1), PINGER, "a" + "a".repeat(i)));
    }
    registry.register(agent("ab", PINGER, "a"));

    registry.unregister("a");

    assertThat(ids(registry.all().stream())).containsExactly("b");
    assertThat(ids(registry.ofType("demo"))).containsExactly("b");
  }

  @Test
  void whoHasAnOwnerThatIsGoneIsNotRegistered() {
    expect(AgentError.AGENT_NOT_FOUND, () -> registry.register(agent("b", PINGER, "a")));
    assertThat(registry.all()).isEmpty();
    assertThat(ids(registry.ofType("demo"))).isEmpty();
  }

  @Test
  void norIsWhoHasAnOwnerOnAnotherNode() {
    Roster<String, AgentInfo> roster = Roster.alone("node1");
    AgentRegistry shared = new AgentRegistry(roster, new Alone());
    roster.put("a", new AgentInfo("a", PINGER, "node2", "", AgentState.RUNNING, 0));

    expect(AgentError.BAD_AGENT, () -> shared.register(agent("b", PINGER, "a")));
    assertThat(ids(shared.all().stream())).containsExactly("a");
  }

  // ---- watching

  @Test
  void whatOtherNodesToldBeforeIsFoundByWhatItIsLikeToo() {
    Roster<String, AgentInfo> told = Roster.alone("there");
    told.put(
        "far",
        new AgentInfo(
            "far",
            Profile.of("demo").withCapabilities(Set.of("ping")),
            "there",
            "",
            AgentState.RUNNING,
            0));
    AgentRegistry late = new AgentRegistry(told, new Alone());
    assertThat(late.withCapability("ping")).hasSize(1);
  }

  @Test
  void aWatcherIsToldOfEachChangeUntilItIsClosed() throws Exception {
    List<String> told = new ArrayList<>();
    AutoCloseable watching = registry.watch(telling(told));
    registry.register(agent("ann", PINGER));
    registry.register(agent("bob", PINGER, "ann"));
    registry.update("ann", ann -> ann.withRestarts(1));
    registry.unregister("ann");
    watching.close();
    watching.close();
    registry.register(agent("ann", PINGER));

    assertThat(told).containsExactly("+ann", "+bob", "ann 0->1", "-ann", "-bob");
  }

  @Test
  void aWatcherThatFailsKeepsNothingFromHappening() {
    registry.watch(
        new AgentWatcher() {
          @Override
          public void registered(AgentInfo agent) {
            throw new IllegalStateException("as the test wants it");
          }
        });
    List<String> told = new ArrayList<>();
    registry.watch(telling(told));

    registry.register(agent("ann", PINGER));

    assertThat(registry.find("ann")).isPresent();
    assertThat(ids(registry.ofType("demo"))).containsExactly("ann");
    assertThat(told).containsExactly("+ann");
  }

  private static AgentWatcher telling(List<String> told) {
    return new AgentWatcher() {
      @Override
      public void registered(AgentInfo agent) {
        told.add("+" + agent.id());
      }

      @Override
      public void updated(AgentInfo before, AgentInfo after) {
        told.add(after.id() + " " + before.restarts() + "->" + after.restarts());
      }

      @Override
      public void unregistered(AgentInfo agent) {
        told.add("-" + agent.id());
      }
    };
  }
}
