package dev.pubsub.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.core.Preset;
import dev.pubsub.core.PubSub;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What the plugin does for an assembly. */
final class AgentsPluginTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private static AgentSpec echo() {
    return AgentSpec.of(
            "echo",
            () ->
                (mail, context) -> {
                  if (mail.payload().equals("fail")) {
                    throw new IllegalStateException("told to");
                  }
                  var unused = mail.reply(mail.payload());
                })
        .withId("echo");
  }

  @Test
  void itIsFoundOnTheClassPathAndEachBusHasAgentsOfItsOwn() {
    try (PubSub pubsub = PubSub.builder().set("pubsub.buses", "side").open()) {
      Agents agents = Agents.on(pubsub.bus());
      assertThat(Agents.on(pubsub.bus())).isSameAs(agents);
      agents.create(echo());
      Agents others = Agents.on(pubsub.bus("side"));
      assertThat(others.registry().find("echo")).isEmpty();
      others.create(echo());
      assertThat(others.ask("echo", "say", "hello", SOON)).succeedsWithin(SOON);
    }
  }

  @Test
  void whatHappensToAgentsIsToldOnTheLifecycleBus() {
    List<String> facts = new CopyOnWriteArrayList<>();
    try (PubSub pubsub = PubSub.builder().presets().open()) {
      pubsub
          .bus(Preset.LIFECYCLE.busName())
          .subscribe("process_lifecycle:agents", delivery -> facts.add(delivery.signal().type()));
      Agents agents = Agents.on(pubsub.bus());
      agents.create(echo());
      agents.tell("echo", "say", "fail");
      await().atMost(SOON).until(() -> agents.stats().restarts() == 1);
      assertThat(agents.stop("echo", SOON)).succeedsWithin(SOON);
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(facts)
                      .containsExactly(
                          "agent.created", "agent.failed", "agent.restarted", "agent.destroyed"));
    }
  }

  @Test
  void drainingLetsAgentsHandleWhatHasCome() {
    try (PubSub pubsub = PubSub.builder().open()) {
      Agents agents = Agents.on(pubsub.bus());
      agents.create(echo());
      for (int i = 0; i < 100; i++) {
        agents.tell("echo", "say", i);
      }
      assertThat(pubsub.drain(SOON)).isTrue();
      assertThat(agents.stats().agents()).isZero();
      assertThat(agents.stats().open()).isZero();
    }
  }
}
