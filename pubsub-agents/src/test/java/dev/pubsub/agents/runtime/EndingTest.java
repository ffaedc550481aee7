package dev.pubsub.agents.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.agents.agent.Agent;
import dev.pubsub.agents.agent.AgentContext;
import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.agent.Mail;
import dev.pubsub.agents.agent.Restart;
import dev.pubsub.agents.agent.Supervision;
import dev.pubsub.agents.agent.Supervision.Strategy;
import dev.pubsub.agents.registry.AgentRegistry;
import dev.pubsub.agents.trace.MailTrace;
import dev.pubsub.core.PubSub;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.testkit.ManualExecutor;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How agents end and begin again, turn by turn. */
final class EndingTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final ManualTime time = new ManualTime();
  private final PubSub pubsub = PubSub.builder().discover(false).open();
  private final Roster<String, AgentInfo> roster = Roster.alone("here");
  private final ManualExecutor turns = new ManualExecutor();
  private final ManualExecutor turnsOfChildren = new ManualExecutor();
  private final List<String> born = new ArrayList<>();
  private final AgentRuntime runtime =
      AgentRuntime.open(
          pubsub.bus().as(new Principal("system:agents")),
          SubscribeOptions.DEFAULT,
          new Ground(
              "here",
              time,
              time.clock(),
              turns,
              turnsOfChildren,
              "token",
              Lives.UNOBSERVED,
              Permits.ALL,
              new MailTrace(time.clock())),
          new AgentRegistry(roster, new Here("here")));

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

  @AfterEach
  void close() {
    runtime.close();
    pubsub.close();
  }

  private static void fail() {
    throw new IllegalStateException("told to");
  }

  /** Keeps its state, rests for an hour when it fails, and has one more child at each start. */
  private void createParent() {
    AgentSpec child = AgentSpec.of("child", () -> (mail, context) -> fail()).mayBlock();
    Agent parent =
        new Agent() {
          @Override
          public void started(AgentContext context) {
            born.add(context.create(child));
          }

          @Override
          public void receive(Mail mail, AgentContext context) {
            fail();
          }
        };
    runtime.create(
        "ann",
        AgentSpec.of("parent", () -> parent)
            .withId("parent")
            .withRestart(Restart.KEEPING_STATE.backingOff(HOUR, HOUR))
            .withSupervision(new Supervision(Strategy.ONE_FOR_ONE, 0, HOUR)));
    turns.runAll();
    turnsOfChildren.runAll();
  }

  private void fails(String id, ManualExecutor itsTurns) {
    long before = runtime.stats().failed();
    assertThat(runtime.tell(pubsub.bus(), id, "fail", PublishOptions.DEFAULT))
        .isInstanceOf(Accepted.class);
    await()
        .atMost(SOON)
        .until(
            () -> {
              itsTurns.runAll();
              return runtime.stats().failed() > before;
            });
    turns.runAll();
  }

  private void passAnHour() {
    time.advance(HOUR);
    turns.runAll();
  }

  @Test
  void whoGivesItsChildrenUpWhileItRestsBeginsAgainBehindTheLastOfThem() {
    createParent();
    fails("parent", turns);
    fails(born.get(0), turnsOfChildren);
    passAnHour();
    assertThat(born).hasSize(1);
    turnsOfChildren.runAll();
    turns.runAll();
    assertThat(born).hasSize(2);
    assertThat(roster.entries()).containsOnlyKeys("parent", born.get(1));
  }

  @Test
  void childrenThatComeBehindThoseWhoWereGivenUpAreKept() {
    createParent();
    fails("parent", turns);
    fails(born.get(0), turnsOfChildren);
    turnsOfChildren.runAll();
    turns.runAll();
    passAnHour();
    assertThat(born).hasSize(2);
    fails("parent", turns);
    passAnHour();
    assertThat(born).hasSize(3);
    assertThat(roster.entries()).containsOnlyKeys("parent", born.get(1), born.get(2));
  }

  @Test
  void whoIsStoppedWhileItWaitsForChildrenItGaveUpEndsBehindThem() {
    createParent();
    fails("parent", turns);
    fails(born.get(0), turnsOfChildren);
    passAnHour();
    CompletableFuture<Void> stopped = runtime.stop("ann", "parent", Duration.ZERO);
    turns.runAll();
    assertThat(stopped).isNotDone();
    turnsOfChildren.runAll();
    turns.runAll();
    assertThat(stopped).isCompleted();
    assertThat(born).hasSize(1);
    assertThat(roster.entries()).isEmpty();
  }

  @Test
  void aLaterStopWithMorePatienceDoesNotPutOffAnEarlierOne() {
    createParent();
    fails("parent", turns);
    CompletableFuture<Void> first = runtime.stop("ann", "parent", SECOND);
    CompletableFuture<Void> second = runtime.stop("ann", "parent", HOUR);
    turns.runAll();
    time.advance(SECOND);
    turns.runAll();
    turnsOfChildren.runAll();
    turns.runAll();
    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
    assertThat(time.pending()).isZero();
  }

  @Test
  void whoIsStoppedOnceMoreWhileItEndsLeavesNoTimer() {
    createParent();
    var unused = runtime.stop("ann", "parent", Duration.ZERO);
    turns.runAll();
    CompletableFuture<Void> stopped = runtime.stop("ann", "parent", HOUR);
    turns.runAll();
    assertThat(stopped).isNotDone();
    turnsOfChildren.runAll();
    turns.runAll();
    assertThat(stopped).isCompleted();
    assertThat(time.pending()).isZero();
  }

  @Test
  void timersGoWithTheAgentAndWithItsState() {
    Agent clock =
        new Agent() {
          @Override
          public void started(AgentContext context) {
            context.every(SECOND, () -> {});
            context.after(HOUR, () -> {});
          }

          @Override
          public void receive(Mail mail, AgentContext context) {
            fail();
          }
        };
    runtime.create("ann", AgentSpec.of("clock", () -> clock).withId("clock"));
    turns.runAll();
    assertThat(time.pending()).isEqualTo(2);
    fails("clock", turns);
    assertThat(runtime.stats().restarts()).isEqualTo(1);
    assertThat(time.pending()).isEqualTo(2);
    assertThat(runtime.stop("ann", "clock", Duration.ZERO)).isNotDone();
    turns.runAll();
    assertThat(time.pending()).isZero();
    assertThat(roster.entries()).isEmpty();
  }
}
