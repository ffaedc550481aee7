package dev.pubsub.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Principal;
import dev.pubsub.PublishResult;
import dev.pubsub.agents.agent.Agent;
import dev.pubsub.agents.agent.AgentContext;
import dev.pubsub.agents.agent.AgentError;
import dev.pubsub.agents.agent.AgentHeaders;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.agent.Mail;
import dev.pubsub.agents.lifecycle.Created;
import dev.pubsub.agents.lifecycle.Refusal;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an agent does on a bus. */
final class AgentsTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final PubSub pubsub = PubSub.builder().discover(false).open();
  private final Agents agents = Agents.on(pubsub.bus());

  @AfterEach
  void close() {
    agents.close();
    pubsub.close();
  }

  private static final Agent ECHO =
      (mail, context) -> {
        var unused = mail.reply(mail.payload());
      };

  /** Keeps what has come. */
  private static final class Recorder implements Agent {

    final Queue<Signal> signals = new ConcurrentLinkedQueue<>();

    @Override
    public void receive(Mail mail, AgentContext context) {
      signals.add(mail.signal());
    }

    List<Object> payloads() {
      return signals.stream().map(Signal::payload).toList();
    }
  }

  @Test
  void anAgentHandlesWhatItIsToldInOrder() {
    Recorder recorder = new Recorder();
    String id = agents.create(AgentSpec.of("recorder", () -> recorder));
    List<Object> all = IntStream.range(0, 500).<Object>mapToObj(i -> i).toList();
    all.forEach(
        each ->
            assertThat(agents.tell(id, "count", each)).isInstanceOf(PublishResult.Accepted.class));
    await().atMost(SOON).until(() -> recorder.signals.size() == 500);
    assertThat(recorder.payloads()).isEqualTo(all);
    assertThat(recorder.signals).allMatch(signal -> signal.source().equals("application"));
    assertThat(agents.tell(new Principal("ann"), id, "count", 500))
        .isInstanceOf(PublishResult.Accepted.class);
    await()
        .atMost(SOON)
        .until(() -> recorder.signals.stream().anyMatch(each -> each.source().equals("ann")));
  }

  @Test
  void whatWasToldBeforeAnAgentIsStoppedIsHandledEvenIfItIsStillOnItsWay() {
    int rounds = 500;
    AtomicInteger handled = new AtomicInteger();
    AgentSpec counting = AgentSpec.of("c", () -> (mail, context) -> handled.incrementAndGet());
    for (int i = 0; i < rounds; i++) {
      String id = agents.create(counting);
      assertThat(agents.tell(id, "one", i)).isInstanceOf(PublishResult.Accepted.class);
      assertThat(agents.tell(id, "two", i)).isInstanceOf(PublishResult.Accepted.class);
      assertThat(agents.stop(id, SOON)).succeedsWithin(SOON);
    }
    assertThat(handled).hasValue(2 * rounds);
    assertThat(agents.stats().unhandled()).isZero();
  }

  @Test
  void anAgentAnswersQuestions() {
    String id = agents.create(AgentSpec.of("echo", () -> ECHO));
    assertThat(agents.ask(id, "say", "hello", SOON))
        .succeedsWithin(SOON)
        .extracting(Signal::payload, Signal::source)
        .containsExactly("hello", id);
    assertThat(agents.ask(new Principal("ann"), id, "say", "hello", SOON)).succeedsWithin(SOON);
  }

  @Test
  void nobodyIsToldWhoIsNotThere() {
    assertThat(agents.tell("nobody", "say", "hello"))
        .isInstanceOfSatisfying(
            PublishResult.Rejected.class,
            refused -> assertThat(refused.code()).isEqualTo(AgentError.AGENT_NOT_FOUND));
    assertThat(agents.ask("nobody", "say", "hello", SOON))
        .failsWithin(SOON)
        .withThrowableThat()
        .withCauseInstanceOf(PubSubException.class);
    // Past the runtime, a plain signal is set aside, and a question fails.
    assertThat(pubsub.bus().publish("agent.direct.nobody", "hello"))
        .isInstanceOf(PublishResult.Accepted.class);
    assertThat(pubsub.bus().request("agent.direct.nobody", "hello"))
        .failsWithin(SOON)
        .withThrowableThat()
        .withMessageContaining("there is no agent");
    await().atMost(SOON).until(() -> agents.stats().unhandled() == 2);
    assertThat(pubsub.bus().deadLetters().list("agent.direct.nobody", 0, 10))
        .extracting(letter -> letter.signal().payload())
        .containsExactly("hello", "hello");
  }

  @Test
  void anIdIsGivenOnce() {
    agents.create(AgentSpec.of("echo", () -> ECHO).withId("one"));
    assertThatThrownBy(() -> agents.create(AgentSpec.of("echo", () -> ECHO).withId("one")))
        .isInstanceOf(PubSubException.class)
        .extracting(e -> ((PubSubException) e).code())
        .isEqualTo(AgentError.AGENT_EXISTS);
  }

  @Test
  void whoTellsMoreThanThereIsRoomForIsToldToComeAgain() throws InterruptedException {
    CountDownLatch inHand = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    String id =
        agents.create(
            AgentSpec.of(
                    "slow",
                    () ->
                        (mail, context) -> {
                          inHand.countDown();
                          go.await();
                        })
                .withCapacity(3)
                .mayBlock());
    agents.tell(id, "work", 0);
    assertThat(inHand.await(10, TimeUnit.SECONDS)).isTrue();
    for (int i = 1; i <= 3; i++) {
      assertThat(agents.tell(id, "work", i)).isInstanceOf(PublishResult.Accepted.class);
    }
    assertThat(agents.tell(id, "work", 4))
        .isInstanceOfSatisfying(
            PublishResult.Rejected.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(AgentError.AGENT_BUSY);
              assertThat(refused.retryAfter()).isPositive();
            });
    await().atMost(SOON).until(() -> agents.inspect(id).orElseThrow().waiting() == 3);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(agents.inspect(id).orElseThrow().next())
                    .extracting(Signal::payload)
                    .containsExactly(1, 2, 3));
    assertThat(agents.inspect(id).orElseThrow().inHand().orElseThrow().payload()).isEqualTo(0);
    assertThat(agents.ask(id, "work", 5, SOON)).failsWithin(SOON);
    // What comes past the runtime finds no room, either.
    pubsub.bus().publish("agent.direct." + id, 6);
    await().atMost(SOON).until(() -> agents.stats().unhandled() == 1);
    go.countDown();
    await().atMost(SOON).until(() -> agents.stats().handled() == 4);
    assertThat(agents.stats().open()).isZero();
  }

  @Test
  @SuppressWarnings("NullAway") // That it is refused is the point.
  void whatCannotBeSentTakesNoPlace() {
    String id = agents.create(AgentSpec.of("echo", () -> ECHO).withCapacity(1));
    assertThatThrownBy(() -> agents.tell(id, "say", null)).isInstanceOf(NullPointerException.class);
    assertThat(agents.tell(id, "say", "hello")).isInstanceOf(PublishResult.Accepted.class);
  }

  @Test
  void whoIsStoppedHandlesWhatHasComeAndIsGone() {
    Recorder recorder = new Recorder();
    String id = agents.create(AgentSpec.of("recorder", () -> recorder));
    for (int i = 0; i < 100; i++) {
      agents.tell(id, "count", i);
    }
    await().atMost(SOON).until(() -> agents.stats().received() == 100);
    assertThat(agents.stop(id, SOON)).succeedsWithin(SOON);
    assertThat(recorder.signals).hasSize(100);
    assertThat(agents.registry().find(id)).isEmpty();
    assertThat(agents.stop(id, SOON)).failsWithin(SOON);
    assertThat(agents.stats().agents()).isZero();
  }

  @Test
  void agentsTellAndAskEachOtherAndTheSignalsSayOfWhat() {
    Recorder last = new Recorder();
    agents.create(AgentSpec.of("last", () -> last).withId("last"));
    agents.create(AgentSpec.of("echo", () -> ECHO).withId("echo"));
    agents.create(
        AgentSpec.of(
                "first",
                () ->
                    (mail, context) ->
                        context.ask(
                            "echo",
                            "say",
                            mail.payload(),
                            SOON,
                            (reply, failure) -> context.tell("last", "said", reply.payload())))
            .withId("first"));
    PublishResult.Accepted told = (PublishResult.Accepted) agents.tell("first", "go", "hello");
    await().atMost(SOON).until(() -> !last.signals.isEmpty());
    Signal said = last.signals.element();
    assertThat(said.source()).isEqualTo("first");
    assertThat(said.payload()).isEqualTo("hello");
    assertThat(said.headers().get(AgentHeaders.CONVERSATION)).contains(told.id().toString());
    assertThat(said.headers().get(ReplyHeaders.CAUSATION)).contains(told.id().toString());
  }

  @Test
  void aQuestionThatWaitsForAnAgentThatEndsFails() throws InterruptedException {
    CountDownLatch inHand = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    String id =
        agents.create(
            AgentSpec.of(
                    "slow",
                    () ->
                        (mail, context) -> {
                          inHand.countDown();
                          go.await();
                        })
                .mayBlock());
    agents.tell(id, "work", 0);
    assertThat(inHand.await(10, TimeUnit.SECONDS)).isTrue();
    var reply = agents.ask(id, "work", 1, SOON);
    await().atMost(SOON).until(() -> agents.inspect(id).orElseThrow().waiting() == 1);
    var stopped = agents.stop(id, Duration.ZERO);
    assertThat(agents.tell(id, "work", 2)).isInstanceOf(PublishResult.Rejected.class);
    go.countDown();
    assertThat(stopped).succeedsWithin(SOON);
    assertThat(reply)
        .failsWithin(SOON)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            PubSubException.class,
            gone -> assertThat(gone.code()).isEqualTo(StandardError.RESPONDER_GONE));
  }

  @Test
  void manyAreCreatedAndStoppedAtOnceAndEachRefusalIsTold() {
    agents.create(AgentSpec.of("echo", () -> ECHO).withId("b"));
    var some = agents.createAll(AgentSpec.of("echo", () -> ECHO), List.of("a", "b", "c d", "e"));
    assertThat(some.ids()).containsExactly("a", "e");
    assertThat(some.refusals())
        .extracting(each -> each.index() + " " + each.code())
        .containsExactly("1 AGENT_EXISTS", "2 BAD_AGENT");
    var many = agents.createAll(AgentSpec.of("echo", () -> ECHO), 10_000);
    assertThat(many.isComplete()).isTrue();
    assertThat(many.ids()).hasSize(10_000).doesNotHaveDuplicates();
    assertThat(agents.registry().ofType("echo")).hasSize(10_003);
    assertThat(agents.stopAll(many.ids(), SOON))
        .succeedsWithin(SOON)
        .satisfies(stopped -> assertThat(stopped.count()).isEqualTo(10_000));
    assertThat(agents.stopAll(List.of("a", "nobody"), SOON))
        .succeedsWithin(SOON)
        .satisfies(
            stopped ->
                assertThat(stopped.refusals())
                    .singleElement()
                    .satisfies(
                        refusal ->
                            assertThat(refusal.code()).isEqualTo(AgentError.AGENT_NOT_FOUND)));
    assertThat(agents.stats().agents()).isEqualTo(2);
  }

  @Test
  void ofManyThoseWhoseSpecCannotBeMadeAreRefusedAndTheOthersCreated() {
    AgentSpec good = AgentSpec.of("good", () -> (mail, context) -> {});
    List<AgentSpec> specs =
        new AbstractList<>() {
          @Override
          public AgentSpec get(int index) {
            if (index == 1) {
              throw new IllegalStateException("none");
            }
            return good;
          }

          @Override
          public int size() {
            return 3;
          }
        };
    Created created = agents.createAll(specs);
    assertThat(created.ids()).hasSize(2);
    assertThat(created.refusals())
        .containsExactly(
            new Refusal(1, "", AgentError.AGENT_FAILED, "the agent could not be made: none"));
  }
}
