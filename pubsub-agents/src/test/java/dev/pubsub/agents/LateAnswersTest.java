package dev.pubsub.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.RequestOptions;
import dev.pubsub.agents.agent.Agent;
import dev.pubsub.agents.agent.AgentContext;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.agent.Mail;
import dev.pubsub.agents.agent.Restart;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Questions that an agent takes, and does not answer at once, on time moved by hand. */
final class LateAnswersTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofHours(1);

  private final ManualTime time = new ManualTime();
  private final PubSub pubsub =
      PubSub.builder()
          .discover(false)
          .plugin(new AgentsPlugin())
          .scheduler(time)
          .clock(time.clock())
          .open();
  private final Agents agents = Agents.on(pubsub.bus());
  private final Queue<Mail> inHand = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    pubsub.close();
  }

  /** Keeps questions, and fails when it is told something. */
  private AgentSpec keeper() {
    return AgentSpec.of(
            "keeper",
            () ->
                (mail, context) -> {
                  if (!mail.isQuestion()) {
                    throw new IllegalStateException("told to");
                  }
                  inHand.add(mail);
                })
        .withId("keeper");
  }

  private CompletableFuture<Signal> ask() {
    CompletableFuture<Signal> asked = agents.ask("keeper", "", "?", LONG);
    await().atMost(SOON).until(() -> !inHand.isEmpty());
    return asked;
  }

  private static void assertGone(CompletableFuture<?> asked) {
    assertThat(asked)
        .failsWithin(SOON)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            PubSubException.class,
            gone -> assertThat(gone.code()).isEqualTo(StandardError.RESPONDER_GONE));
  }

  private void answer() {
    assertThat(inHand.remove().reply("late")).isTrue();
  }

  private void awaitRestart() {
    await().atMost(SOON).until(() -> agents.stats().restarts() == 1);
  }

  @Test
  void whoAskedLearnsThatTheAgentHasEndedInsteadOfAnswering() {
    agents.create(keeper());
    CompletableFuture<Signal> asked = ask();
    CompletableFuture<Void> stopped = agents.stop("keeper", SOON);
    await()
        .atMost(SOON)
        .until(
            () -> {
              time.advance(SOON);
              return stopped.isDone();
            });
    assertGone(asked);
    assertThat(inHand.remove().reply("too late")).isFalse();
  }

  @Test
  void anAgentThatIsStoppedAnswersFirstAndTakesNothingNew() {
    agents.create(keeper());
    CompletableFuture<Signal> one = ask();
    CompletableFuture<Signal> other = agents.ask("keeper", "", "?", LONG);
    await().atMost(SOON).until(() -> inHand.size() == 2);
    CompletableFuture<Void> stopped = agents.stop("keeper", SOON);
    assertThat(agents.tell("keeper", "", "more")).isInstanceOf(Rejected.class);
    answer();
    assertThat(one).succeedsWithin(SOON);
    assertThat(stopped).isNotDone();
    answer();
    assertThat(other).succeedsWithin(SOON);
    assertThat(stopped).succeedsWithin(SOON);
  }

  @Test
  void itDoesNotWaitForAnswersThatNobodyWantsAnyMore() {
    agents.create(keeper());
    CompletableFuture<Signal> asked = ask();
    CompletableFuture<Void> stopped = agents.stop("keeper", SOON);
    asked.cancel(false);
    assertThat(stopped).succeedsWithin(SOON);
  }

  @Test
  void whoAskedLearnsThatTheAgentHasLostItsState() {
    agents.create(keeper());
    CompletableFuture<Signal> asked = ask();
    agents.tell("keeper", "", "fail");
    assertGone(asked);
    awaitRestart();
  }

  @Test
  void anAgentThatKeepsItsStateAnswersAfterARestart() {
    agents.create(keeper().withRestart(Restart.KEEPING_STATE));
    CompletableFuture<Signal> asked = ask();
    agents.tell("keeper", "", "fail");
    awaitRestart();
    answer();
    assertThat(asked).succeedsWithin(SOON).extracting(Signal::payload).isEqualTo("late");
  }

  @Test
  void whoAsksOthersFirstAnswersBeforeItEnds() {
    agents.create(keeper());
    Agent coordinator =
        (mail, context) ->
            context.ask("keeper", "", "?", LONG, (reply, failure) -> mail.reply("heard"));
    agents.create(AgentSpec.of("coordinator", () -> coordinator).withId("coordinator"));
    CompletableFuture<Signal> asked = agents.ask("coordinator", "", "?", LONG);
    await().atMost(SOON).until(() -> !inHand.isEmpty());
    CompletableFuture<Void> stopped = agents.stop("coordinator", SOON);
    answer();
    assertThat(asked).succeedsWithin(SOON).extracting(Signal::payload).isEqualTo("heard");
    assertThat(stopped).succeedsWithin(SOON);
  }

  @Test
  void anAgentHasTheLastWordWhenItIsStopped() {
    Agent polite =
        new Agent() {
          @Override
          public void receive(Mail mail, AgentContext context) {
            inHand.add(mail);
          }

          @Override
          public void stopped(AgentContext context) {
            answer();
          }
        };
    agents.create(AgentSpec.of("polite", () -> polite).withId("keeper"));
    CompletableFuture<Signal> asked = ask();
    assertThat(agents.stop("keeper", Duration.ZERO)).succeedsWithin(SOON);
    assertThat(asked).succeedsWithin(SOON).extracting(Signal::payload).isEqualTo("late");
  }

  @Test
  void aQuestionOfWhichTheFirstRepliesWereSaidIsStillOpen() {
    agents.create(keeper());
    List<Object> replies = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> asked =
        pubsub.bus().stream(
            "agent.direct.keeper",
            "?",
            RequestOptions.within(LONG),
            one -> replies.add(one.signal().payload()));
    await().atMost(SOON).until(() -> !inHand.isEmpty());
    assertThat(inHand.remove().next("first")).isTrue();
    await().atMost(SOON).untilAsserted(() -> assertThat(replies).containsExactly("first"));
    assertThat(agents.stop("keeper", Duration.ZERO)).succeedsWithin(SOON);
    assertGone(asked);
  }
}
