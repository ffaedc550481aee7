package dev.pubsub.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.agent.Turns;
import dev.pubsub.core.PubSub;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** By which threads agents run. */
final class TurnsTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final PubSub pubsub =
      PubSub.builder()
          .discover(false)
          .set("pubsub.lanes", "1")
          // The time of the bus stands still: nobody is taken to be stuck.
          .scheduler(new ManualTime())
          .open();
  private final Agents agents = Agents.on(pubsub.bus());

  @AfterEach
  void close() {
    agents.close();
    pubsub.close();
  }

  /** One that has started already: what comes while it does is handled where it is. */
  private String created(AgentSpec spec) {
    return agents.createAll(List.of(spec)).ids().get(0);
  }

  private String threadOfMail(Turns turns) {
    String id =
        created(
            AgentSpec.of(
                    "any", () -> (mail, context) -> mail.reply(Thread.currentThread().getName()))
                .withTurns(turns));
    return (String) agents.ask(id, "where", "", SOON).join().payload();
  }

  @Test
  void whoNeverBlocksHandlesMailWhereItArrives() {
    assertThat(threadOfMail(Turns.QUICK)).startsWith("pubsub-default-lane");
    assertThat(threadOfMail(Turns.SHARED)).doesNotContain("lane");
    assertThat(threadOfMail(Turns.BLOCKING)).doesNotContain("lane");
  }

  @Test
  void twoThatTellEachOtherDoSoOnOneThreadInTurn() {
    List<String> threads = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> done = new CompletableFuture<>();
    for (String each : List.of("ann", "bob")) {
      created(
          AgentSpec.of(
                  "player",
                  () ->
                      (mail, context) -> {
                        threads.add(each + " " + Thread.currentThread().getName());
                        int left = (int) mail.payload();
                        if (left == 0) {
                          done.complete(null);
                        } else {
                          context.tell(each.equals("ann") ? "bob" : "ann", "ball", left - 1);
                        }
                      })
              .withId(each)
              .neverBlocks());
    }
    agents.tell("ann", "ball", 9);

    assertThat(done).succeedsWithin(SOON);
    assertThat(threads).hasSize(10);
    assertThat(threads).allMatch(each -> each.endsWith("pubsub-default-lane-0"));
  }

  @Test
  void whatItDoesLaterIsDoneElsewhereWithoutHoldingTheBusUp() {
    List<String> threads = new CopyOnWriteArrayList<>();
    agents.create(
        AgentSpec.of(
                "later",
                () ->
                    (mail, context) ->
                        context.after(
                            Duration.ofMillis(500),
                            () -> threads.add(Thread.currentThread().getName())))
            .withId("later")
            .neverBlocks());
    agents.tell("later", "", "");

    await().atMost(SOON).until(() -> threads.size() == 1);
    assertThat(threads.get(0)).doesNotContain("lane");
  }
}
