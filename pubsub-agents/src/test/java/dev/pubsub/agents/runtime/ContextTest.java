package dev.pubsub.agents.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Selection;
import dev.pubsub.agents.Agents;
import dev.pubsub.agents.AgentsPlugin;
import dev.pubsub.agents.agent.Agent;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.core.PubSub;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ContextTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void aSubscriptionThatAnAgentClosesIsNotKept() {
    Agent reader =
        (mail, context) -> {
          if (mail.payload().equals("read")) {
            context.subscribe("news", Selection.ALL).close();
          }
          mail.reply(((Context) context).cell().belongings().open.size());
        };
    try (PubSub pubsub = PubSub.builder().discover(false).plugin(new AgentsPlugin()).open()) {
      Agents agents = Agents.on(pubsub.bus());
      String id = agents.create(AgentSpec.of("reader", () -> reader));
      agents.ask(id, "", "read", SOON).join();
      assertThat(agents.ask(id, "", "count", SOON).join().payload()).isEqualTo(0);
    }
  }
}
