package dev.pubsub.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.PublishResult;
import dev.pubsub.agents.agent.Agent;
import dev.pubsub.agents.agent.AgentContext;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.agent.AgentState;
import dev.pubsub.agents.agent.Mail;
import dev.pubsub.agents.agent.Restart;
import dev.pubsub.agents.agent.Supervision;
import dev.pubsub.agents.agent.Supervision.Strategy;
import dev.pubsub.core.PubSub;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of agents that fail, on time moved by hand. */
final class SupervisionTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration DAY = Duration.ofDays(1);

  private final ManualTime time = new ManualTime();
  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private final Scheduler noting =
      new Scheduler() {
        @Override
        public long nanoTime() {
          return time.nanoTime();
        }

        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
          Cancellable scheduled = time.schedule(delay, task);
          waits.add(delay);
          return scheduled;
        }
      };
  private final PubSub pubsub =
      PubSub.builder()
          .discover(false)
          .plugin(new AgentsPlugin())
          .scheduler(noting)
          .clock(time.clock())
          .open();
  private final Agents agents = Agents.on(pubsub.bus());
  private final List<String> events = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    pubsub.close();
  }

  /** Says what happens to it, counts its mail, and fails when it is told to. */
  private final class Fragile implements Agent {

    private final String name;
    private int count;

    Fragile(String name) {
      this.name = name;
    }

    @Override
    public void started(AgentContext context) {
      events.add(name + " started");
    }

    @Override
    public void receive(Mail mail, AgentContext context) {
      if (mail.signal().type().equals("fail")) {
        throw new IllegalStateException("told to");
      }
      count++;
      var unused = mail.reply(count);
    }

    @Override
    public void stopped(AgentContext context) {
      events.add(name + " stopped");
    }
  }

  private AgentSpec fragile(String name) {
    return AgentSpec.of("fragile", () -> new Fragile(name)).withId(name);
  }

  /** Creates children in their order, and nothing else. */
  private AgentSpec parent(Strategy strategy, AgentSpec... children) {
    return AgentSpec.of(
            "parent",
            () ->
                new Agent() {
                  @Override
                  public void started(AgentContext context) {
                    events.add("parent started");
                    List.of(children).forEach(context::create);
                  }

                  @Override
                  public void receive(Mail mail, AgentContext context) {}

                  @Override
                  public void stopped(AgentContext context) {
                    events.add("parent stopped");
                  }
                })
        .withId("parent")
        .withSupervision(Supervision.of(strategy));
  }

  private void awaitEvents(String... expected) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(events).containsExactlyInAnyOrder(expected));
    events.clear();
  }

  private Object ask(String id) throws Exception {
    return agents.ask(id, "count", "", SOON).get().payload();
  }

  private void fail(String id) {
    agents.tell(id, "fail", "");
  }

  @Test
  void whoFailsIsStartedAgainWithANewStateAndTheMailBehindItIsHandled() throws Exception {
    agents.create(fragile("a"));
    assertThat(ask("a")).isEqualTo(1);
    awaitEvents("a started");
    fail("a");
    assertThat(ask("a")).isEqualTo(1);
    awaitEvents("a stopped", "a started");
    assertThat(agents.registry().find("a").orElseThrow().restarts()).isEqualTo(1);
    assertThat(agents.stats())
        .satisfies(
            stats -> {
              assertThat(stats.failed()).isEqualTo(1);
              assertThat(stats.restarts()).isEqualTo(1);
            });
    assertThat(pubsub.bus().deadLetters().list("agent.direct.a", 0, 10)).hasSize(1);
  }

  @Test
  void aQuestionInHandFailsAndThoseBehindItAreAnswered() {
    agents.create(fragile("a"));
    var inHand = agents.ask("a", "fail", "", SOON);
    var behind = agents.ask("a", "count", "", SOON);
    assertThat(inHand).failsWithin(SOON).withThrowableThat().withMessageContaining("told to");
    assertThat(behind).succeedsWithin(SOON);
  }

  @Test
  void whoKeepsItsStateGoesOnWithIt() throws Exception {
    agents.create(fragile("a").withRestart(Restart.KEEPING_STATE));
    assertThat(ask("a")).isEqualTo(1);
    fail("a");
    assertThat(ask("a")).isEqualTo(2);
    awaitEvents("a started", "a started");
  }

  @Test
  void whoIsNotToBeStartedAgainEnds() {
    agents.create(fragile("a").withRestart(Restart.NEVER));
    fail("a");
    awaitEvents("a started", "a stopped");
    await().atMost(SOON).until(() -> agents.registry().find("a").isEmpty());
  }

  @Test
  void eachFurtherRestartWaitsTwiceAsLong() throws Exception {
    agents.create(
        fragile("a")
            .withRestart(Restart.FRESH.backingOff(Duration.ofSeconds(1), Duration.ofSeconds(4))));
    for (int seconds : List.of(1, 2, 4, 4)) {
      waits.clear();
      fail("a");
      await()
          .atMost(SOON)
          .until(
              () ->
                  agents.registry().find("a").orElseThrow().state() == AgentState.RESTARTING
                      && waits.contains(Duration.ofSeconds(seconds)));
      events.clear();
      var reply = agents.ask("a", "count", "", Duration.ofMinutes(1));
      time.advance(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(events).isEmpty();
      time.advance(Duration.ofMillis(1));
      assertThat(reply).succeedsWithin(SOON);
    }
  }

  @Test
  void whoFailsTooOftenEnds() {
    AtomicInteger made = new AtomicInteger();
    agents.create(
        AgentSpec.of(
                "broken",
                () -> {
                  made.incrementAndGet();
                  return new Agent() {
                    @Override
                    public void started(AgentContext context) {
                      throw new IllegalStateException("never works");
                    }

                    @Override
                    public void receive(Mail mail, AgentContext context) {}
                  };
                })
            .withId("broken")
            .withRestart(Restart.FRESH.backingOff(Duration.ZERO, Duration.ofSeconds(1))));
    await()
        .atMost(SOON)
        .until(
            () -> {
              time.advance(Duration.ofSeconds(1));
              return agents.registry().find("broken").isEmpty();
            });
    assertThat(made).hasValue(1 + Supervision.DEFAULT.restarts());
  }

  @Test
  void oneForOneStartsTheOneThatFailed() {
    agents.create(parent(Strategy.ONE_FOR_ONE, fragile("a"), fragile("b"), fragile("c")));
    awaitEvents("parent started", "a started", "b started", "c started");
    fail("b");
    awaitEvents("b stopped", "b started");
  }

  @Test
  void oneForAllStartsAllAgainOnceTheyAreAtRest() {
    agents.create(parent(Strategy.ONE_FOR_ALL, fragile("a"), fragile("b"), fragile("c")));
    awaitEvents("parent started", "a started", "b started", "c started");
    fail("b");
    await().atMost(SOON).until(() -> events.size() == 6);
    assertThat(events.subList(0, 3))
        .containsExactlyInAnyOrder("a stopped", "b stopped", "c stopped");
    awaitEvents("a stopped", "b stopped", "c stopped", "a started", "b started", "c started");
  }

  @Test
  void restForOneStartsThoseThatCameLaterToo() {
    agents.create(parent(Strategy.REST_FOR_ONE, fragile("a"), fragile("b"), fragile("c")));
    awaitEvents("parent started", "a started", "b started", "c started");
    fail("b");
    awaitEvents("b stopped", "c stopped", "b started", "c started");
  }

  @Test
  void moreFailuresThanAllowedAreAFailureOfTheSupervisor() {
    agents.create(
        parent(Strategy.ONE_FOR_ONE, fragile("a"), fragile("b"))
            .withSupervision(new Supervision(Strategy.ONE_FOR_ONE, 1, Duration.ofMinutes(1))));
    awaitEvents("parent started", "a started", "b started");
    fail("a");
    awaitEvents("a stopped", "a started");
    fail("a");
    awaitEvents(
        "a stopped", "b stopped", "parent stopped", "parent started", "a started", "b started");
    assertThat(agents.registry().find("parent").orElseThrow().restarts()).isEqualTo(1);
  }

  @Test
  void aSupervisorThatKeepsItsStateBeginsAgainWithNewChildrenOnceTheOldHaveEnded() {
    agents.create(
        parent(Strategy.ONE_FOR_ONE, fragile("a"), fragile("b"))
            .withRestart(Restart.KEEPING_STATE)
            .withSupervision(new Supervision(Strategy.ONE_FOR_ONE, 0, Duration.ofMinutes(1))));
    awaitEvents("parent started", "a started", "b started");
    fail("a");
    awaitEvents("a stopped", "b stopped", "parent started", "a started", "b started");
    assertThat(agents.registry().find("parent").orElseThrow().restarts()).isEqualTo(1);
  }

  @Test
  void childrenEndWithTheirParentAndBeforeIt() {
    agents.create(parent(Strategy.ONE_FOR_ONE, fragile("a"), fragile("b")));
    awaitEvents("parent started", "a started", "b started");
    assertThat(agents.stop("parent", SOON)).succeedsWithin(SOON);
    assertThat(events).hasSize(3).last().isEqualTo("parent stopped");
    assertThat(agents.registry().all()).isEmpty();
    assertThat(agents.stats().agents()).isZero();
    assertThat(time.pending()).isLessThan(10);
  }

  @Test
  void stoppingASupervisorLetsItsChildrenHandleWhatHasComeFirst() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    AgentSpec slow =
        AgentSpec.of(
                "slow",
                () ->
                    (mail, context) -> {
                      go.await();
                      events.add("handled " + mail.payload());
                    })
            .withId("slow")
            .mayBlock();
    AgentSpec middle = parent(Strategy.ONE_FOR_ONE, slow).withId("middle");
    agents.create(parent(Strategy.ONE_FOR_ONE, middle));
    await().atMost(SOON).until(() -> agents.registry().find("slow").isPresent());
    agents.tell("slow", "", 1);
    agents.tell("slow", "", 2);
    var stopped = agents.stop("parent", Duration.ofHours(1));
    await()
        .atMost(SOON)
        .until(() -> agents.registry().find("slow").orElseThrow().state() == AgentState.STOPPING);
    assertThat(agents.tell("slow", "", 3)).isInstanceOf(PublishResult.Rejected.class);
    go.countDown();
    assertThat(stopped).succeedsWithin(SOON);
    assertThat(events)
        .containsSubsequence("handled 1", "handled 2", "parent stopped", "parent stopped");
    assertThat(agents.stats().unhandled()).isZero();
  }

  @Test
  void whatTheChildrenDoNotHandleInThatTimeIsSetAside() {
    agents.create(
        parent(
            Strategy.ONE_FOR_ONE,
            fragile("a").withRestart(Restart.FRESH.backingOff(DAY, DAY)),
            fragile("b")));
    awaitEvents("parent started", "a started", "b started");
    fail("a");
    await()
        .atMost(SOON)
        .until(() -> agents.registry().find("a").orElseThrow().state() == AgentState.RESTARTING);
    agents.tell("a", "count", "");
    var stopped = agents.stop("parent", Duration.ofHours(1));
    await().atMost(SOON).until(() -> agents.registry().find("b").isEmpty());
    assertThat(stopped).isNotDone();
    time.advance(Duration.ofHours(1));
    assertThat(stopped).succeedsWithin(SOON);
    assertThat(agents.stats().unhandled()).isEqualTo(1);
  }
}
