package dev.pubsub.verification.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.agents.Agents;
import dev.pubsub.agents.AgentsPlugin;
import dev.pubsub.agents.agent.AgentError;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.registry.AgentPattern;
import dev.pubsub.agents.signal.Sent;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.verification.server.FreePorts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agents of two nodes that work together. */
final class ClusterAgentsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String port = Integer.toString(FreePorts.from());
  private final List<Object> heard = new CopyOnWriteArrayList<>();
  private PubSub one;
  private PubSub two;
  private Agents here;
  private Agents there;

  @BeforeEach
  void open() {
    one = node("one");
    two = node("two");
    here = Agents.on(one.bus());
    there = Agents.on(two.bus());
    there.create(
        AgentSpec.of(
                "echo",
                () ->
                    (mail, context) -> {
                      heard.add(mail.signal().source() + ": " + mail.payload());
                      var unused = mail.reply("heard " + mail.payload());
                    })
            .withId("echo")
            .withCapabilities("hear"));
    await().atMost(PATIENCE).until(() -> here.registry().find("echo").isPresent());
  }

  private PubSub node(String name) {
    return ClusterMember.node(name, port)
        .plugin(new AgentsPlugin())
        .set("pubsub.buses", "lifecycle")
        .set("pubsub.plugin.cluster.interest.gather", "200ms")
        .open();
  }

  @AfterEach
  void close() {
    two.close();
    one.close();
  }

  @Test
  void whoLivesOnAnotherNodeIsFoundToldAndAsked() {
    assertThat(here.registry().find("echo").orElseThrow().node()).isEqualTo("two");
    assertThat(here.registry().withCapability("hear")).hasSize(1);
    assertThat(here.tell("echo", "say", "hello")).isInstanceOf(Accepted.class);
    assertThat(here.ask("echo", "say", "are you there", PATIENCE).join().payload())
        .isEqualTo("heard are you there");
    assertThat(heard).containsExactly("application: hello", "application: are you there");
  }

  @Test
  void whatIsSentToSeveralReachesThoseOnOtherNodes() {
    List<AgentPattern> patterns =
        List.of(AgentPattern.ALL.with("id", "ec*"), AgentPattern.parse("agent.capability:hear"));
    patterns.forEach(
        pattern ->
            assertThat(here.signals().send("caller", pattern, "say", "all"))
                .singleElement()
                .matches(Sent::isOnItsWay));
    assertThat(here.signals().sendAll("caller", List.of("echo"), "say", "some"))
        .singleElement()
        .matches(Sent::isOnItsWay);
    assertThat(here.signals().broadcast("caller", "agent.direct.e*", "say", "direct"))
        .singleElement()
        .matches(Sent::isOnItsWay);
    await().atMost(PATIENCE).until(() -> heard.size() == 4);
    assertThat(heard)
        .containsExactly("caller: all", "caller: all", "caller: some", "caller: direct");
    assertThat(one.bus().deadLetters().count()).isZero();
  }

  @Test
  void agentsOfTwoNodesTellEachOther() {
    here.create(
        AgentSpec.of(
                "caller",
                () ->
                    (mail, context) ->
                        context.ask(
                            "echo",
                            "say",
                            mail.payload(),
                            PATIENCE,
                            (reply, failure) ->
                                heard.add(failure == null ? reply.payload() : failure)))
            .withId("caller"));
    await().atMost(PATIENCE).until(() -> there.registry().find("caller").isPresent());
    assertThat(there.tell("caller", "call", "hello")).isInstanceOf(Accepted.class);

    await().atMost(PATIENCE).until(() -> heard.size() == 2);
    assertThat(heard).containsExactly("caller: hello", "heard hello");
  }

  @Test
  void whoDoesNotKnowWhereAnAgentLivesReachesItOnce() {
    assertThat(one.bus().request("agent.direct.echo", 1).join().payload()).isEqualTo("heard 1");
    // Somebody who listens in everywhere changes nothing of it.
    for (PubSub each : List.of(one, two)) {
      each.bus().subscribe("**", delivery -> {}).ready().toCompletableFuture().join();
    }
    assertThat(one.bus().request("agent.direct.echo", 2).join().payload()).isEqualTo("heard 2");
    assertThat(there.ask("echo", "say", 3, PATIENCE).join().payload()).isEqualTo("heard 3");
    here.create(
        AgentSpec.of(
                "caller",
                () ->
                    (mail, context) -> {
                      var unused = context.bus().publish("agent.direct.echo", mail.payload());
                    })
            .withId("caller"));
    here.tell("caller", "call", 4);
    await().atMost(PATIENCE).until(() -> heard.contains("caller: 4"));
    assertThat(there.ask("echo", "say", 5, PATIENCE).join().payload()).isEqualTo("heard 5");
    assertThat(heard)
        .containsExactly(
            "application: 1", "application: 2", "application: 3", "caller: 4", "application: 5");
    assertThat(here.stats().unhandled() + there.stats().unhandled()).isZero();
    assertThat(one.bus().deadLetters().count() + two.bus().deadLetters().count()).isZero();
  }

  @Test
  void ofAnIdThatTwoNodesGaveEachFindsItsOwnAndTellsOfBoth() {
    List<Object> conflicts = new CopyOnWriteArrayList<>();
    for (PubSub each : List.of(one, two)) {
      each.bus("lifecycle")
          .subscribe(
              "process_lifecycle:agents",
              SubscribeOptions.DEFAULT.selecting("message.type:agent.conflict"),
              fact -> conflicts.add(((Map<?, ?>) fact.signal().payload()).get("metadata")));
    }
    AgentSpec twin = AgentSpec.of("twin", () -> (mail, context) -> {}).withId("twin");
    // Neither is told of the other at once.
    here.create(twin);
    there.create(twin);
    await().atMost(PATIENCE).until(() -> conflicts.size() == 2);
    assertThat(conflicts)
        .containsExactlyInAnyOrder(
            Map.of("nodes", List.of("one", "two")), Map.of("nodes", List.of("two", "one")));
    assertThat(here.registry().find("twin").orElseThrow().node()).isEqualTo("one");
    assertThat(there.registry().find("twin").orElseThrow().node()).isEqualTo("two");

    here.stop("twin", PATIENCE).join();
    assertThat(here.registry().find("twin").orElseThrow().node()).isEqualTo("two");
    assertThat(here.tell("twin", "say", "hello")).isInstanceOf(Accepted.class);
    await().atMost(PATIENCE).until(() -> there.stats().handled() == 1);
  }

  @Test
  void anIdIsGivenOnceAndIsFreeAgainWhenItsNodeIsGone() {
    AgentSpec same = AgentSpec.of("other", () -> (mail, context) -> {}).withId("echo");
    assertThatThrownBy(() -> here.create(same))
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code()).isEqualTo(AgentError.AGENT_EXISTS));
    two.close();
    await().atMost(PATIENCE).until(() -> here.registry().find("echo").isEmpty());
    assertThat(here.create(same)).isEqualTo("echo");
  }
}
