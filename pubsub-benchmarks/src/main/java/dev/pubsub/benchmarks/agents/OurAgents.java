package dev.pubsub.benchmarks.agents;

import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.agents.Agents;
import dev.pubsub.agents.agent.Agent;
import dev.pubsub.agents.agent.AgentContext;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.agent.Mail;
import dev.pubsub.core.PubSub;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** Our agents with their defaults, but room for whatever is told ahead. */
final class OurAgents implements Candidate {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int CAPACITY = 1 << 20;

  private final AtomicLong told = new AtomicLong();
  private final PubSub pubsub = PubSub.builder().open();
  private final Agents agents = Agents.on(pubsub.bus());
  private final UnaryOperator<AgentSpec> turns;
  private final String counter;

  /** With agents that run where ours do by default. */
  OurAgents() {
    this(UnaryOperator.identity());
  }

  /** With agents that are made by specs changed in this way. */
  OurAgents(UnaryOperator<AgentSpec> turns) {
    this.turns = turns;
    counter = agents.create(spec("counter", this::count).withCapacity(CAPACITY));
  }

  private AgentSpec spec(String type, Agent behaviour) {
    return turns.apply(AgentSpec.of(type, () -> behaviour));
  }

  private void count(Mail mail, AgentContext context) {
    if (mail.isQuestion()) {
      mail.reply("y");
    } else {
      told.lazySet(told.get() + 1);
    }
  }

  @Override
  public void create(int count) {
    Agent idle = (mail, context) -> {};
    var created = agents.createAll(spec("idle", idle), count);
    if (!created.refusals().isEmpty()) {
      throw new IllegalStateException("not all were created: " + created.refusals().get(0));
    }
  }

  @Override
  public void tell(Object payload) {
    while (agents.tell(counter, "tell", payload) instanceof Rejected) {
      Thread.onSpinWait();
    }
  }

  @Override
  public long told() {
    return told.get();
  }

  @Override
  public CompletionStage<?> ask(Object payload) {
    return agents.ask(counter, "ask", payload, TIMEOUT);
  }

  @Override
  public CompletionStage<?> pingPong(int times) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    AgentSpec player = spec("player", (mail, context) -> play(mail, context, done));
    agents.create(player.withId("other"));
    String one = agents.create(player);
    agents.tell(one, "ball", times);
    // The first ball comes from nobody; it is thrown to the other.
    return done.whenComplete((ended, failure) -> forget(one, "other"));
  }

  private static void play(Mail mail, AgentContext context, CompletableFuture<Void> done) {
    int left = (Integer) mail.payload();
    String from = mail.signal().source();
    if (left == 0) {
      done.complete(null);
    } else {
      context.tell(from.equals("application") ? "other" : from, "ball", left - 1);
    }
  }

  private void forget(String... players) {
    for (String each : players) {
      var unused = agents.stop(each, Duration.ZERO);
    }
  }

  @Override
  public void close() {
    agents.close();
    pubsub.close();
  }
}
