package dev.pubsub.agents.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.RequestOptions;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.agents.agent.AgentHeaders;
import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.agent.AgentState;
import dev.pubsub.agents.agent.Profile;
import dev.pubsub.agents.registry.AgentRegistry;
import dev.pubsub.agents.trace.MailTrace;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.NodeHeaders;
import dev.pubsub.signal.Reply;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.spi.edge.Demand;
import dev.pubsub.spi.edge.Destinations;
import dev.pubsub.spi.edge.Link;
import dev.pubsub.spi.edge.Outlet;
import dev.pubsub.spi.edge.Way;
import dev.pubsub.testkit.ManualTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mail for agents of other nodes. */
final class ElsewhereTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final ManualTime time = new ManualTime();
  private final PubSub pubsub = PubSub.builder().discover(false).open();
  private final Roster<String, AgentInfo> roster = Roster.alone("here");
  private final List<Signal> sent = new CopyOnWriteArrayList<>();
  private final Link link = pubsub.gateway().link("default", new Road(sent));
  private final AgentRuntime runtime =
      AgentRuntime.open(
          pubsub.bus().as(new Principal("system:agents")),
          SubscribeOptions.DEFAULT,
          new Ground(
              "here",
              time,
              Clock.offset(Clock.systemUTC(), Duration.ofSeconds(4)),
              Runnable::run,
              Runnable::run,
              "token",
              Lives.UNOBSERVED,
              Permits.ALL,
              new MailTrace(time.clock())),
          new AgentRegistry(roster, new Here("here")));

  @BeforeEach
  void settle() {
    for (String node : List.of("there", "gone")) {
      String id = node.equals("there") ? "far" : "lost";
      roster.put(id, new AgentInfo(id, Profile.of("f"), node, "", AgentState.RUNNING, 0));
    }
  }

  @AfterEach
  void close() {
    runtime.close();
    link.close();
    pubsub.close();
  }

  /** A node that knows no other. */
  private record Here(String self) implements Members {

    @Override
    public List<String> list() {
      return List.of(self);
    }

    @Override
    public AutoCloseable watch(Listener listener) {
      return () -> {};
    }
  }

  @Test
  void whoIsKnownToLiveThereIsToldAndAskedThere() {
    Bus ann = runtime.as(new Principal("ann"));
    assertThat(runtime.tell(ann, "far", "x", PublishOptions.DEFAULT)).isInstanceOf(Accepted.class);
    var unused = runtime.ask("ann", ann, "far", "y", RequestOptions.within(SOON));

    await().atMost(SOON).until(() -> sent.size() == 2);
    assertThat(sent)
        .allMatch(signal -> signal.topic().equals("agent.direct.far"))
        .allMatch(signal -> signal.headers().getOrDefault(NodeHeaders.TO, "").equals("there"))
        .extracting(Signal::payload)
        .containsExactly("x", "y");
    assertThat(runtime.tell(ann, "lost", "x", PublishOptions.DEFAULT))
        .isInstanceOfSatisfying(
            Rejected.class,
            refused -> assertThat(refused.code()).isEqualTo(StandardError.NODE_NOT_FOUND));
  }

  @Test
  void whatIsPublishedWithoutKnowingWhereAnAgentLivesIsSentOnInTheNameOfItsSender() {
    Bus ann = runtime.as(new Principal("ann"));
    Accepted told = (Accepted) ann.publish("agent.direct.far", "x", PublishOptions.ofType("t"));
    var asked = ann.request("agent.direct.far", "y", RequestOptions.within(SOON));

    await().atMost(SOON).until(() -> sent.size() == 2);
    assertThat(sent)
        .allMatch(signal -> signal.source().equals("ann"))
        .allMatch(signal -> signal.headers().getOrDefault(NodeHeaders.TO, "").equals("there"));
    assertThat(sent.get(0).type()).isEqualTo("t");
    assertThat(AgentHeaders.conversationOf(sent.get(0))).isEqualTo(told.id().toString());
    assertThat(sent.get(1).expiresAtMillis()).isPositive();
    answer(sent.get(1).headers(), "z");
    assertThat(asked).succeedsWithin(SOON).extracting(Signal::payload).isEqualTo("z");
    assertThat(runtime.stats().received()).isZero();
    assertThat(pubsub.bus().stats().answering()).isZero();
    assertThat(pubsub.bus().deadLetters().count()).isZero();
  }

  @Test
  void whatIsSentOnLivesNoLongerForThat() {
    // Four seconds are over when it is.
    PublishOptions how = PublishOptions.DEFAULT;
    pubsub.bus().publish("agent.direct.far", "x", how.withTtl(Duration.ofSeconds(10)));
    await().atMost(SOON).until(() -> sent.size() == 1);
    assertThat(sent.get(0).expiresAtMillis() - sent.get(0).timeMillis()).isBetween(1L, 6_000L);
  }

  private void answer(Headers question, String text) {
    Headers answer =
        Headers.of(ReplyHeaders.REPLY, Reply.Kind.LAST.word())
            .with(ReplyHeaders.CORRELATION, question.getOrDefault(ReplyHeaders.CORRELATION, ""));
    pubsub
        .bus()
        .publish(
            question.getOrDefault(ReplyHeaders.REPLY_TO, ""),
            text,
            PublishOptions.DEFAULT.withHeaders(answer));
  }

  private void assertSetAside(Unhandled why) {
    await().atMost(SOON).until(() -> runtime.stats().unhandled() == 1);
    assertThat(runtime.stats().setAside()).containsEntry(why, 1L);
    assertThat(runtime.stats().open()).isZero();
    assertThat(pubsub.bus().deadLetters().count()).isOne();
    assertThat(sent).isEmpty();
  }

  @Test
  void mailThatCannotBeSentOnIsSetAsideAndWhoAskedIsTold() {
    assertThatThrownBy(() -> pubsub.bus().request("agent.direct.lost", "x").join())
        .hasMessageContaining("lives on another node");
    assertSetAside(Unhandled.ELSEWHERE);
  }

  @Test
  void soIsMailThatHasAsManyHeadersAsThereMayBe() {
    Headers full = Headers.NONE;
    for (int i = 0; i < Headers.MAX_COUNT; i++) {
      full = full.with("h" + i, "");
    }
    PublishOptions how = PublishOptions.DEFAULT.withHeaders(full);
    assertThat(pubsub.bus().publish("agent.direct.far", "x", how)).isInstanceOf(Accepted.class);
    assertSetAside(Unhandled.ELSEWHERE);
  }

  @Test
  void mailIsSentOnOnce() {
    link.enter(
        Signal.of(new SignalId(1, 2), "agent.direct.far", "x")
            .withSource("ann")
            .withHeaders(Headers.of(AgentHeaders.SENT_ON_BY, "elsewhere")));
    assertSetAside(Unhandled.NOT_FOUND);
  }

  /** To one other node, which wants nothing of itself. */
  private record Road(List<Signal> sent) implements Outlet {

    @Override
    public Way way(String topic) {
      return Way.NOWHERE;
    }

    @Override
    public boolean reaches(String node) {
      return node.equals("there");
    }

    @Override
    public void demand(Demand demand, boolean wanted) {}

    @Override
    public Map<String, Integer> subscribers(String topic) {
      return Map.of();
    }

    @Override
    public CompletionStage<Void> known() {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void carry(Signal signal, Destinations to) {
      sent.add(signal);
    }

    @Override
    public void endOfBatch() {}
  }
}
