package dev.pubsub.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.agents.agent.Agent;
import dev.pubsub.agents.agent.AgentContext;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.agent.AgentState;
import dev.pubsub.agents.agent.Mail;
import dev.pubsub.agents.state.SharedState;
import dev.pubsub.agents.state.StateFollower;
import dev.pubsub.agents.state.StateOwner;
import dev.pubsub.core.Preset;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
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
  void anAgentOwnsAStateThatOthersFollow() {
    try (PubSub pubsub = PubSub.builder().open()) {
      Agents agents = Agents.on(pubsub.bus());
      agents.create(AgentSpec.of("owner", StateOwning::new).withId("owner"));
      agents.tell("owner", "set", 7);
      StateFollower early = SharedState.follow(pubsub.bus(), "counts", change -> {});
      await().atMost(SOON).until(() -> early.get("count").equals(Optional.of(7)));
      assertThat(agents.stop("owner", SOON)).succeedsWithin(SOON);
    }
  }

  private static final class StateOwning implements Agent {

    private StateOwner counts;

    @Override
    public void started(AgentContext context) {
      counts = SharedState.own(context.bus(), "counts");
    }

    @Override
    public void receive(Mail mail, AgentContext context) {
      counts.put("count", mail.payload());
    }

    @Override
    public void stopped(AgentContext context) {
      counts.close();
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
      // It is not through with its mail before the drain begins.
      Agent slow =
          (mail, context) -> {
            if (mail.payload().equals(0)) {
              await()
                  .atMost(SOON)
                  .until(
                      () ->
                          agents
                              .registry()
                              .find("head")
                              .filter(head -> head.state() != AgentState.STOPPING)
                              .isEmpty());
            }
          };
      Agent head =
          new Agent() {
            @Override
            public void started(AgentContext context) {
              context.create(AgentSpec.of("slow", () -> slow).withId("child").mayBlock());
            }

            @Override
            public void receive(Mail mail, AgentContext context) {}
          };
      agents.create(AgentSpec.of("head", () -> head).withId("head"));
      agents.create(echo());
      await().atMost(SOON).until(() -> agents.registry().find("child").isPresent());
      for (int i = 0; i < 100; i++) {
        agents.tell("echo", "say", i);
        agents.tell("child", "say", i);
      }
      assertThat(pubsub.drain(SOON)).isTrue();
      assertThat(agents.stats().agents()).isZero();
      assertThat(agents.stats().handled()).isEqualTo(200);
      assertThat(agents.stats().unhandled()).isZero();
    }
  }

  /** Lets two agents in. */
  private static final class Doorkeeper implements Plugin {

    private final AtomicInteger created = new AtomicInteger();

    @Override
    public String id() {
      return "doorkeeper";
    }

    @Override
    public Contributions install(Environment environment) {
      return Contributions.builder().gate(this::ask).build();
    }

    private Admission ask(
        Operation operation, String bus, String principal, String resource, Priority priority) {
      return operation != Operation.CREATE_AGENT || created.incrementAndGet() <= 2
          ? Admission.GRANTED
          : new Admission.Refused(
              StandardError.RATE_LIMITED, "no more " + resource, Duration.ofSeconds(1), false);
    }
  }

  @Test
  void gatesAreAskedForEachOfMany() {
    try (PubSub pubsub = PubSub.builder().plugin(new Doorkeeper()).open()) {
      var created = Agents.on(pubsub.bus()).createAll(echo(), 3);
      assertThat(created.ids()).hasSize(2);
      assertThat(created.refusals())
          .extracting(each -> each.code() + ": " + each.reason())
          .containsExactly("RATE_LIMITED: no more echo");
    }
  }
}
