package dev.pubsub.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.agents.agent.Agent;
import dev.pubsub.agents.agent.AgentContext;
import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.agent.Mail;
import dev.pubsub.agents.registry.AgentWatcher;
import dev.pubsub.core.PubSub;
import dev.pubsub.signal.Signal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Agents among code that throws what it should not: they go on. */
final class ForeignCodeTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final PubSub pubsub = PubSub.builder().discover(false).open();
  private final Agents agents = Agents.on(pubsub.bus());

  @AfterEach
  void close() {
    agents.close();
    pubsub.close();
  }

  /** Cannot even be asked what it says. */
  private static final class Unsayable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("nothing to say");
    }
  }

  /** Echoes, and fails when it is told to. */
  private static final class Fragile implements Agent {

    @Override
    public void receive(Mail mail, AgentContext context) {
      if (mail.payload().equals("fail")) {
        throw new Unsayable();
      }
      var unused = mail.reply(mail.payload());
    }
  }

  private void assertAnswers(String id) {
    assertThat(agents.ask(id, "say", "hello", SOON))
        .succeedsWithin(SOON)
        .extracting(Signal::payload)
        .isEqualTo("hello");
  }

  @Test
  void whoFailsWithWhatCannotBeSaidIsStartedAgain() {
    String id = agents.create(AgentSpec.of("fragile", Fragile::new));
    assertThat(agents.ask(id, "say", "fail", SOON))
        .failsWithin(SOON)
        .withThrowableThat()
        .withMessageContaining("Unsayable");
    assertAnswers(id);
    assertThat(agents.stats().restarts()).isOne();
  }

  @Test
  void aWatcherThatBreaksKeepsNobodyFromItsLife() throws Exception {
    AgentWatcher broken =
        new AgentWatcher() {
          @Override
          public void registered(AgentInfo agent) {
            throw new AssertionError("broken");
          }

          @Override
          public void updated(AgentInfo before, AgentInfo after) {
            throw new AssertionError("broken");
          }

          @Override
          public void unregistered(AgentInfo agent) {
            throw new AssertionError("broken");
          }
        };
    try (AutoCloseable unused = agents.registry().watch(broken)) {
      String id = agents.create(AgentSpec.of("fragile", Fragile::new));
      assertThat(agents.ask(id, "say", "fail", SOON)).failsWithin(SOON);
      assertAnswers(id);
      assertThat(agents.stop(id, SOON)).succeedsWithin(SOON);
      assertThat(agents.registry().find(id)).isEmpty();
    }
  }

  @Test
  void patienceMayBeWithoutEnd() {
    String id = agents.create(AgentSpec.of("fragile", Fragile::new));
    assertAnswers(id);
    assertThat(agents.stop(id, Duration.ofSeconds(Long.MAX_VALUE))).succeedsWithin(SOON);
  }
}
