package dev.pubsub.agents.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.StartAt;
import dev.pubsub.agents.agent.AgentError;
import dev.pubsub.agents.agent.AgentId;
import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.agent.AgentState;
import dev.pubsub.agents.agent.Profile;
import dev.pubsub.agents.registry.AgentPattern;
import dev.pubsub.agents.registry.AgentRegistry;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SignalBusTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final PubSub pubsub =
      PubSub.builder().discover(false).set("pubsub.history", "agent.direct.*=10").open();
  private final Roster<String, AgentInfo> roster = Roster.alone("here");
  private final AgentRegistry registry = new AgentRegistry(roster, new Here());
  private final SignalBus signals =
      new SignalBus(pubsub.bus(), registry, new Publishing(pubsub.bus()));
  private final RecordingSubscriber seen = new RecordingSubscriber();

  @BeforeEach
  void registerSome() throws Exception {
    register("worker-1", "worker", "ping", "blue");
    register("worker-2", "worker", "ping", "red");
    register("clerk", "clerk", "file", "blue");
    pubsub.bus().subscribe("agent.direct.*", seen);
  }

  @AfterEach
  void close() throws Exception {
    pubsub.close();
  }

  private void register(String id, String type, String capability, String group) {
    Profile profile =
        Profile.of(type).withCapabilities(Set.of(capability)).withGroups(Set.of(group));
    registry.register(new AgentInfo(id, profile, "here", "", AgentState.RUNNING, 0));
  }

  private static List<String> receivers(List<Sent> sent) {
    assertThat(sent).allMatch(Sent::isOnItsWay);
    return sent.stream().map(Sent::to).sorted().toList();
  }

  @Test
  void aSignalReachesItsReceiverInTheNameOfItsSender() throws Exception {
    assertThat(signals.send("clerk", "worker-1", "hello", 7)).isInstanceOf(Accepted.class);

    Signal signal = seen.await(1, LONG).get(0);
    assertThat(signal.topic()).isEqualTo("agent.direct.worker-1");
    assertThat(signal.source()).isEqualTo("clerk");
    assertThat(signal.type()).isEqualTo("hello");
    assertThat(signal.payload()).isEqualTo(7);
  }

  @Test
  void nobodySendsInTheNameOfThePlatform() throws Exception {
    assertThatThrownBy(() -> signals.send("system:platform", "clerk", "hello", 7))
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code()).isEqualTo(AgentError.BAD_AGENT));
  }

  @Test
  void ofSeveralReceiversEachIsToldInItsPlace() throws Exception {
    List<Sent> sent =
        signals.sendAll("clerk", List.of("worker-2", "nobody", "worker-1", "worker-2"), "t", 1);

    assertThat(sent)
        .extracting(Sent::to)
        .containsExactly("worker-2", "nobody", "worker-1", "worker-2");
    assertThat(sent).extracting(Sent::isOnItsWay).containsExactly(true, false, true, true);
    assertThat(sent.get(1).result())
        .isInstanceOfSatisfying(
            Rejected.class, no -> assertThat(no.code()).isEqualTo(AgentError.AGENT_NOT_FOUND));
    assertThat(seen.await(3, LONG)).extracting(Signal::source).containsOnly("clerk");
  }

  @Test
  void whoLivesOnANodeThatCannotBeReachedIsNotSaidToHaveBeenSentAnything() throws Exception {
    Profile file = Profile.of("f").withCapabilities(Set.of("file"));
    roster.put("far", new AgentInfo("far", file, "gone", "", AgentState.RUNNING, 0));

    for (List<Sent> sent :
        List.of(
            signals.sendAll("x", List.of("clerk", "far"), "t", 1),
            signals.send("x", AgentPattern.ALL.with("capability", "file"), "t", 1),
            signals.broadcast("x", "agent.capability:file", "t", 1))) {
      assertThat(sent).filteredOn(Sent::isOnItsWay).extracting(Sent::to).containsExactly("clerk");
      assertThat(sent)
          .filteredOn(each -> each.to().equals("far"))
          .singleElement()
          .extracting(Sent::result)
          .isInstanceOfSatisfying(
              Rejected.class, no -> assertThat(no.code()).isEqualTo(StandardError.NODE_NOT_FOUND));
    }
    assertThat(seen.await(3, LONG)).extracting(Signal::topic).containsOnly("agent.direct.clerk");
  }

  @Test
  void aSignalGoesToAllThatAPatternMeansButNotToItsSender() throws Exception {
    assertThat(receivers(signals.send("x", AgentPattern.ALL.with("capability", "ping"), "t", 1)))
        .containsExactly("worker-1", "worker-2");
    assertThat(receivers(signals.send("clerk", AgentPattern.ALL.with("group", "blue"), "t", 1)))
        .containsExactly("worker-1");
    assertThat(receivers(signals.send("x", AgentPattern.ALL.with("id", "w*1"), "t", 1)))
        .containsExactly("worker-1");
    assertThat(signals.send("x", AgentPattern.ALL.with("type", "none"), "t", 1)).isEmpty();
    assertThat(seen.await(4, LONG)).hasSize(4);
  }

  @Test
  void aBroadcastReachesAgentsByWordsOrByTopic() throws Exception {
    assertThat(receivers(signals.broadcast("x", "agent.type:worker.group:red", "t", 1)))
        .containsExactly("worker-2");
    assertThat(receivers(signals.broadcast("x", "agent.direct.worker-*", "t", 1)))
        .containsExactly("worker-1", "worker-2");
    assertThat(receivers(signals.broadcast("x", "agent", "t", 1))).hasSize(3);
    assertThatThrownBy(() -> signals.broadcast("x", "agent.nonsense", "t", 1))
        .isInstanceOf(PubSubException.class);
  }

  @Test
  void aBroadcastOverTopicsReachesThoseThereAre() throws Exception {
    RecordingSubscriber rooms = new RecordingSubscriber();
    pubsub.bus().subscribe("room:*", rooms);
    pubsub.bus().topics().createAll(List.of("room:1", "room:2", "hall:1"));

    assertThat(receivers(signals.broadcast("clerk", "room:*", "t", 1)))
        .containsExactly("room:1", "room:2");
    assertThat(rooms.await(2, LONG)).extracting(Signal::source).containsOnly("clerk");
  }

  @Test
  void whatAnAgentWasSentIsReadAndSentOnceMore() throws Exception {
    signals.send("clerk", "worker-1", 1, PublishOptions.ofType("t"));
    signals.send("clerk", "worker-1", 2, PublishOptions.ofType("t"));
    seen.await(2, LONG);

    assertThat(signals.history("worker-1", StartAt.last(10), 10).entries())
        .extracting(each -> each.signal().payload())
        .containsExactly(1, 2);
    signals.replay("worker-1", StartAt.last(10), "worker-2");
    assertThat(seen.await(4, LONG).subList(2, 4))
        .extracting(Signal::topic)
        .containsOnly(AgentId.topic("worker-2"));
  }
}
