package dev.pubsub.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Question;
import dev.pubsub.RequestOptions;
import dev.pubsub.Selection;
import dev.pubsub.agents.agent.Agent;
import dev.pubsub.agents.agent.AgentContext;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.agent.Mail;
import dev.pubsub.agents.agent.Profile;
import dev.pubsub.agents.agent.Restart;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an agent can do, on time moved by hand. */
final class AgentContextTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final ManualTime time = new ManualTime();
  private final PubSub pubsub =
      PubSub.builder()
          .discover(false)
          .plugin(new AgentsPlugin())
          .scheduler(time)
          .clock(time.clock())
          .open();
  private final Agents agents = Agents.on(pubsub.bus());
  private final List<Object> seen = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    pubsub.close();
  }

  /** Does something when it is started, fails when told "fail", and keeps the rest. */
  private String start(Consumer<AgentContext> atStart) {
    return agents.create(
        AgentSpec.of(
                "starter",
                () ->
                    new Agent() {
                      @Override
                      public void started(AgentContext context) {
                        atStart.accept(context);
                        seen.add("started");
                      }

                      @Override
                      public void receive(Mail mail, AgentContext context) {
                        if (mail.payload().equals("fail")) {
                          throw new IllegalStateException("told to");
                        }
                        seen.add(mail.payload());
                        var unused = mail.reply("seen");
                      }
                    })
            .withId("starter"));
  }

  private void awaitSeen(Object... expected) {
    await().atMost(SOON).untilAsserted(() -> assertThat(seen).containsExactly(expected));
    seen.clear();
  }

  @Test
  void whatIsToBeDoneLaterIsDoneOnceUnlessItIsCalledOff() {
    start(
        context -> {
          context.after(Duration.ofSeconds(1), () -> seen.add("one"));
          context.after(Duration.ofSeconds(1), () -> seen.add("never")).cancel();
          context.after(Duration.ofSeconds(2), () -> seen.add("two"));
        });
    awaitSeen("started");
    time.advance(Duration.ofSeconds(1));
    awaitSeen("one");
    time.advance(Duration.ofSeconds(5));
    awaitSeen("two");
  }

  @Test
  void whatIsDoneAgainAndAgainEndsWithARestartAndWithTheAgent() {
    start(context -> context.every(Duration.ofHours(1), () -> seen.add("tick")));
    awaitSeen("started");
    for (int i = 0; i < 3; i++) {
      time.advance(Duration.ofHours(1));
      awaitSeen("tick");
      // Handled behind all of that: the next is set by then.
      agents.tell("starter", "", "behind");
      awaitSeen("behind");
    }
    agents.tell("starter", "", "fail");
    awaitSeen("started");
    time.advance(Duration.ofHours(1));
    awaitSeen("tick");
    assertThat(agents.stop("starter", Duration.ZERO)).succeedsWithin(SOON);
    time.advance(Duration.ofHours(3));
    assertThat(seen).isEmpty();
  }

  @Test
  void aStageIsWaitedForWithoutBlocking() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    start(context -> context.await(stage, (result, failure) -> seen.add(result)));
    awaitSeen("started");
    agents.tell("starter", "", "meanwhile");
    awaitSeen("meanwhile");
    stage.complete("done");
    awaitSeen("done");
  }

  @Test
  void whatTheStateBeforeARestartWaitedForIsNotToldToTheNewOne() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    start(context -> context.await(stage, (result, failure) -> seen.add(result)));
    agents.tell("starter", "", "fail");
    awaitSeen("started", "started");
    stage.complete("done");
    // Once for each start, of which one is over.
    awaitSeen("done");
    agents.tell("starter", "", "last");
    awaitSeen("last");
  }

  @Test
  void anAgentSubscribesToSignalsAndAnswersWhatIsAsked() {
    start(context -> context.subscribe("news:*", Selection.ALL));
    awaitSeen("started");
    pubsub.bus().publish("news:today", "sun");
    awaitSeen("sun");
    assertThat(pubsub.bus().request("news:today", "rain")).succeedsWithin(SOON);
    awaitSeen("rain");
    assertThat(agents.stop("starter", SOON)).succeedsWithin(SOON);
    assertThat(pubsub.bus().publish("news:today", "snow")).extracting("matched").isEqualTo(0);
  }

  @Test
  void whoOverhearsAQuestionAndFailsLeavesItToThoseWhoAreAsked() {
    CompletableFuture<Question> inHand = new CompletableFuture<>();
    pubsub.bus().respond("news:today", inHand::complete);
    start(context -> context.subscribe("news:*", Selection.ALL));
    awaitSeen("started");
    CompletableFuture<Signal> asked = pubsub.bus().request("news:today", "fail");
    awaitSeen("started");
    assertThat(asked).isNotDone();
    assertThat(inHand.join().reply("sun")).isTrue();
    assertThat(asked).succeedsWithin(SOON).extracting(Signal::payload).isEqualTo("sun");
  }

  @Test
  void whoOverhearsAQuestionMayAnswerItWithManyReplies() {
    Agent counter =
        new Agent() {
          @Override
          public void started(AgentContext context) {
            context.subscribe("count", Selection.ALL);
            seen.add("started");
          }

          @Override
          public void receive(Mail mail, AgentContext context) {
            seen.add(mail.next(1));
            seen.add(mail.next(2));
            seen.add(mail.end());
            seen.add(mail.fail("too late"));
          }
        };
    agents.create(AgentSpec.of("counter", () -> counter).withId("counter"));
    awaitSeen("started");
    List<String> replies = new CopyOnWriteArrayList<>();
    assertThat(
            pubsub.bus().stream(
                "count",
                "?",
                RequestOptions.within(SOON),
                one -> replies.add(one.signal().source() + one.signal().payload())))
        .succeedsWithin(SOON);
    assertThat(replies).containsExactly("counter1", "counter2");
    awaitSeen(true, true, true, false);
    pubsub.bus().publish("count", "nobody asks");
    awaitSeen(false, false, false, false);
  }

  @Test
  void whatAnAgentRepliesComesFromIt() {
    start(context -> {});
    assertThat(agents.ask("starter", "", "who?", SOON))
        .succeedsWithin(SOON)
        .extracting(Signal::source)
        .isEqualTo("starter");
  }

  @Test
  void whatIsDoneAgainAndAgainGoesOnAfterAnExceptionWhereStateIsKept() {
    Agent clock =
        new Agent() {
          @Override
          public void started(AgentContext context) {
            if (seen.isEmpty()) {
              context.every(Duration.ofHours(1), this::tick);
            }
            seen.add("started");
          }

          private void tick() {
            seen.add("tick");
            if (seen.size() == 2) {
              throw new IllegalStateException("at the first time");
            }
          }

          @Override
          public void receive(Mail mail, AgentContext context) {}
        };
    agents.create(AgentSpec.of("clock", () -> clock).withRestart(Restart.KEEPING_STATE));
    await().atMost(SOON).until(() -> seen.size() == 1);
    time.advance(Duration.ofHours(1));
    await().atMost(SOON).until(() -> seen.size() == 3);
    time.advance(Duration.ofHours(1));
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(seen).containsExactly("started", "tick", "started", "tick"));
  }

  @Test
  void whatAnAgentBeginsWhileItIsStoppedEndsWithIt() {
    AgentSpec child = AgentSpec.of("child", () -> (mail, context) -> {});
    Agent leaving =
        new Agent() {
          @Override
          public void receive(Mail mail, AgentContext context) {}

          @Override
          public void stopped(AgentContext context) {
            seen.add("stopped");
            context.subscribe("late", Selection.ALL);
            try {
              context.create(child);
            } catch (PubSubException e) {
              seen.add(e.code());
            }
          }
        };
    String id = agents.create(AgentSpec.of("leaving", () -> leaving));
    assertThat(agents.stop(id, SOON)).succeedsWithin(SOON);
    assertThat(seen).containsExactly("stopped", StandardError.CLOSED);
    assertThat(pubsub.bus().publish("late", "x")).extracting("matched").isEqualTo(0);
    assertThat(agents.registry().ofType("child").count()).isZero();
  }

  @Test
  void anAgentAsksItselfOutOfQuestionsWhenItEnds() {
    CompletableFuture<Mail> inHand = new CompletableFuture<>();
    agents.create(
        AgentSpec.of("silent", () -> (mail, context) -> inHand.complete(mail)).withId("silent"));
    start(
        context ->
            context.ask("silent", "", "?", Duration.ofHours(1), (reply, e) -> seen.add("late")));
    awaitSeen("started");
    assertThat(inHand).succeedsWithin(SOON);
    assertThat(agents.stop("starter", SOON)).succeedsWithin(SOON);
    await().atMost(SOON).until(() -> pubsub.bus().stats().asking() == 0);
    await().atMost(SOON).until(() -> pubsub.bus().stats().answering() == 0);
    assertThat(inHand.join().reply("too late")).isFalse();
    assertThat(seen).isEmpty();
  }

  @Test
  void anAgentStopsItselfAndItsChildrenAndDescribesItself() {
    start(
        context -> {
          context.describe(Profile.of("other"));
          seen.add(context.self().type());
          String child = context.create(AgentSpec.of("child", () -> (mail, own) -> own.stop()));
          seen.add(context.stop(child));
          seen.add(context.stop("nobody"));
          context.create(AgentSpec.of("child", () -> (mail, own) -> own.stop()).withId("child"));
        });
    awaitSeen("other", true, false, "started");
    await().atMost(SOON).until(() -> agents.registry().ofType("child").count() == 1);
    agents.tell("child", "", "end");
    await().atMost(SOON).until(() -> agents.registry().find("child").isEmpty());
    assertThat(agents.registry().find("starter").orElseThrow().type()).isEqualTo("other");
  }

  @Test
  void anAgentThatBlocksWithoutHavingSaidSoDoesNotHoldUpTheOthers() {
    CountDownLatch forLong = new CountDownLatch(1);
    othersGoOnWhileManyDo(
        () -> {
          forLong.await();
          return "";
        },
        forLong::countDown);
  }

  @Test
  void norDoesOneThatWaitsForAFuture() {
    CompletableFuture<String> forLong = new CompletableFuture<>();
    othersGoOnWhileManyDo(forLong::get, () -> forLong.complete(""));
  }

  private void othersGoOnWhileManyDo(Callable<?> block, Runnable release) {
    AgentSpec blocker = AgentSpec.of("blocker", () -> (mail, context) -> seen.add(block.call()));
    List<String> blockers = agents.createAll(blocker, 20).ids();
    agents.create(AgentSpec.of("echo", () -> (mail, context) -> mail.reply("yes")).withId("echo"));
    blockers.forEach(each -> agents.tell(each, "", "block"));
    var reply = agents.ask("echo", "", "?", Duration.ofHours(1));
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              time.advance(Duration.ofMillis(20));
              return reply.isDone();
            });
    assertThat(reply).isCompleted();
    assertThat(seen).isEmpty();
    release.run();
    await().atMost(SOON).until(() -> agents.stats().handled() == 21);
  }
}
