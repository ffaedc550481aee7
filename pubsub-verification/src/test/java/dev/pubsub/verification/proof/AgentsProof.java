package dev.pubsub.verification.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.agents.Agents;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.lifecycle.Created;
import dev.pubsub.core.PubSub;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand agents, and each second a thousand that come and go, ten thousand actions and a
 * hundred events of the system, for a minute at most: nothing is lost, and nothing is left.
 */
class AgentsProof {

  private static final int PERCENT = 15;
  private static final int AGENTS = 10_000;
  private static final int LIFECYCLES = 1_000;
  private static final int ACTIONS = 10_000;
  private static final int EVENTS = 100;
  private static final int TICKS = 100;
  private static final long TICK = Duration.ofSeconds(1).toNanos() / TICKS;
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final AtomicLong handled = new AtomicLong();
  private final AtomicLong heard = new AtomicLong();
  private final AgentSpec spec =
      AgentSpec.of("demo", () -> (mail, context) -> handled.incrementAndGet());
  private long told;
  private long emitted;
  private long created;
  private long stopped;

  @Test
  void nothingIsLostInTheMixOfAMinute() {
    Budget budget = Budget.ofPercent(PERCENT);
    Random random = new Random(Budget.seed());
    try (PubSub pubsub = PubSub.builder().discover(false).open();
        Agents agents = Agents.on(pubsub.bus())) {
      agents
          .events()
          .subscribePattern(
              "system.*",
              SubscribeOptions.DEFAULT.withCapacity(1 << 16),
              delivery -> heard.incrementAndGet());
      Created all = agents.createAll(spec, AGENTS);
      assertThat(all.refusals()).isEmpty();
      Deque<String> alive = new ArrayDeque<>(all.ids());
      long begun = System.nanoTime();
      long ticks = 0;
      while (budget.isLeft() && System.nanoTime() - begun < LONGEST.toNanos()) {
        tick(agents, alive, random);
        ticks++;
        LockSupport.parkNanos(begun + ticks * TICK - System.nanoTime());
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(handled).hasValue(told);
                assertThat(agents.stats().unhandled()).isZero();
                assertThat(heard).hasValue(emitted);
                assertThat(agents.registry().size()).isEqualTo(AGENTS);
              });
      System.out.printf(
          "agents: %d actions, %d events, %d created, %d stopped in %d s; %d set aside%n",
          told,
          emitted,
          created,
          stopped,
          Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
          agents.stats().unhandled());
      assertThat(pubsub.bus().stats().dropped()).isEmpty();
    }
  }

  private void tick(Agents agents, Deque<String> alive, Random random) {
    String[] ids = alive.toArray(String[]::new);
    for (int i = 0; i < ACTIONS / TICKS; i++) {
      String id = ids[random.nextInt(ids.length)];
      assertThat(agents.tell(id, "agent.action.ping", i)).isInstanceOf(Accepted.class);
      told++;
    }
    for (int i = 0; i < LIFECYCLES / TICKS / 2; i++) {
      var unused = agents.stop(alive.removeFirst(), PATIENCE);
      stopped++;
      alive.addLast(agents.create(spec));
      created++;
    }
    for (int i = 0; i < EVENTS / TICKS; i++) {
      assertThat(agents.events().emit("system.resource.warning", i)).isInstanceOf(Accepted.class);
      emitted++;
    }
  }
}
