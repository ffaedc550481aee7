package dev.pubsub.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.agent.Mail;
import dev.pubsub.agents.trace.ConversationTree;
import dev.pubsub.agents.trace.Conversations;
import dev.pubsub.agents.trace.MailTrace;
import dev.pubsub.agents.trace.TracedMail;
import dev.pubsub.agents.trace.TracedMail.Outcome;
import dev.pubsub.core.PubSub;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What became of mail, and what led to what. */
final class TracingTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final PubSub pubsub = PubSub.builder().discover(false).open();
  private final Agents agents = Agents.on(pubsub.bus());

  @AfterEach
  void close() {
    agents.close();
    pubsub.close();
  }

  private static void handle(Mail mail) {
    if (mail.signal().type().equals("break")) {
      throw new IllegalStateException("broken on purpose");
    }
    mail.reply("done");
  }

  @Test
  void theMailOfAnAgentIsSeenWithWhatBecameOfIt() {
    agents.create(AgentSpec.of("worker", () -> (mail, context) -> handle(mail)).withId("w"));
    agents.tell("w", "early", 0);
    agents.ask("w", "early", 0, SOON).join();
    agents.trace().on("w", 10);
    agents.tell("w", "work", 1);
    agents.tell("w", "break", 2);
    agents.ask("w", "work", 3, SOON).join();
    await()
        .untilAsserted(
            () ->
                assertThat(agents.trace().mail("w"))
                    .extracting(TracedMail::outcome)
                    .containsExactly(Outcome.HANDLED, Outcome.FAILED, Outcome.HANDLED));
    assertThat(MailTrace.deadLetters(pubsub.bus(), "w", 10)).hasSize(1);
  }

  @Test
  void aConversationIsATreeOfCauses() {
    try (Conversations journal = Conversations.open(pubsub.bus(), 10, 10)) {
      agents.create(AgentSpec.of("leaf", () -> (mail, context) -> {}).withId("leaf"));
      agents.create(
          AgentSpec.of(
                  "middle",
                  () ->
                      (mail, context) -> {
                        context.tell("leaf", "step", 1);
                        context.tell("leaf", "step", 2);
                      })
              .withId("middle"));
      agents.create(
          AgentSpec.of("root", () -> (mail, context) -> context.tell("middle", "go", ""))
              .withId("root"));
      agents.tell("root", "begin", "");
      await()
          .untilAsserted(
              () -> {
                assertThat(journal.ids()).hasSize(1);
                ConversationTree tree = journal.tree(journal.ids().get(0)).orElseThrow();
                assertThat(tree.roots()).hasSize(1);
                var begin = tree.roots().get(0);
                assertThat(begin.source()).isEqualTo("application");
                assertThat(begin.children()).hasSize(1);
                assertThat(begin.children().get(0).source()).isEqualTo("root");
                assertThat(begin.children().get(0).children()).hasSize(2);
              });
    }
  }
}
