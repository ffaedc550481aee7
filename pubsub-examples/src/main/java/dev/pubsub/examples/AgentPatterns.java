package dev.pubsub.examples;

import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.agents.Agents;
import dev.pubsub.agents.agent.Agent;
import dev.pubsub.agents.agent.AgentContext;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.agent.Mail;
import dev.pubsub.agents.agent.Supervision;
import dev.pubsub.agents.agent.Supervision.Strategy;
import dev.pubsub.agents.registry.AgentPattern;
import dev.pubsub.core.PubSub;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What agents do together; docs/agents.md shows these methods. */
public final class AgentPatterns {

  private static final Duration SOON = Duration.ofSeconds(5);

  private AgentPatterns() {}

  /** Shows one pattern after the other. */
  public static void main(String[] args) throws InterruptedException {
    try (PubSub pubsub =
            PubSub.builder().discover(false).set("pubsub.history", "events.*=100").open();
        Agents agents = Agents.on(pubsub.bus())) {
      pingAndIncrement(agents);
      coordination(agents);
      capability(agents);
      patternWithHistory(agents);
      supervision(agents);
    }
  }

  /** Keeps a number, which only its own turns change. */
  private static final class Counter implements Agent {

    private int count;

    @Override
    public void receive(Mail mail, AgentContext context) {
      switch (mail.signal().type()) {
        case "increment" -> count += (Integer) mail.payload();
        case "get" -> mail.reply(count);
        default -> throw new IllegalArgumentException("unknown: " + mail.signal().type());
      }
    }
  }

  private static void pingAndIncrement(Agents agents) {
    AgentSpec echo = AgentSpec.of("demo", () -> (mail, context) -> mail.reply("pong"));
    agents.create(echo.withId("ping-1").withCapabilities("ping"));
    agents.create(AgentSpec.of("counter", Counter::new).withId("counter"));

    print(agents.ask("ping-1", "ping", "", SOON).join().payload());
    agents.tell("counter", "increment", 40);
    agents.tell("counter", "increment", 2);
    print(agents.ask("counter", "get", "", SOON).join().payload());
  }

  private static void coordination(Agents agents) {
    Agent coordinator =
        (mail, context) ->
            context.ask(
                "ping-1",
                "ping",
                "",
                SOON,
                (reply, failure) ->
                    mail.reply(failure == null ? "heard " + reply.payload() : "heard nothing"));
    agents.create(AgentSpec.of("coordinator", () -> coordinator).withId("coordinator"));

    print(agents.ask("coordinator", "coordinate", "", SOON).join().payload());
  }

  private static void capability(Agents agents) throws InterruptedException {
    CountDownLatch heard = new CountDownLatch(3);
    AgentSpec translator =
        AgentSpec.of("demo", () -> (mail, context) -> heard.countDown())
            .withCapabilities("translate");
    agents.createAll(translator, 3);

    AgentPattern translators = AgentPattern.parse("agent.type:demo.capability:translate");
    int sent = agents.signals().send("counter", translators, "work", "ein Satz").size();
    heard.await();
    print(sent + " can translate");
  }

  private static void patternWithHistory(Agents agents) throws InterruptedException {
    agents.events().emit("agent.action.ping", "early");

    CountDownLatch heard = new CountDownLatch(2);
    agents
        .events()
        .subscribePattern(
            "agent.action.*",
            SubscribeOptions.DEFAULT.startingAt(StartAt.last(10)),
            delivery -> {
              print(delivery.signal().type() + " " + delivery.signal().payload());
              heard.countDown();
            });
    agents.events().emit("agent.action.increment", "live");
    heard.await();
  }

  private static void supervision(Agents agents) {
    Agent fragile =
        (mail, context) -> {
          if (mail.signal().type().equals("break")) {
            throw new IllegalStateException("broken on purpose");
          }
          mail.reply("restarted " + context.self().restarts() + " time");
        };
    AgentSpec worker = AgentSpec.of("worker", () -> fragile);
    Agent supervisor =
        new Agent() {
          @Override
          public void started(AgentContext context) {
            List.of("a", "b").forEach(id -> context.create(worker.withId("worker-" + id)));
          }

          @Override
          public void receive(Mail mail, AgentContext context) {
            mail.reply("there");
          }
        };
    agents.create(
        AgentSpec.of("supervisor", () -> supervisor)
            .withId("supervisor")
            .withSupervision(Supervision.of(Strategy.ONE_FOR_ALL)));
    // Its children are there once it answers.
    agents.ask("supervisor", "hello", "", SOON).join();

    agents.tell("worker-a", "break", "");
    // What is asked meanwhile waits for the restart.
    print(agents.ask("worker-a", "hello", "", SOON).join().payload());
  }

  private static void print(Object what) {
    System.out.println(what);
  }
}
