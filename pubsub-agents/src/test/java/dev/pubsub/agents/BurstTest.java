package dev.pubsub.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Principal;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.agents.agent.Agent;
import dev.pubsub.agents.agent.AgentContext;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.agent.Mail;
import dev.pubsub.agents.agent.Restart;
import dev.pubsub.agents.agent.Turns;
import dev.pubsub.core.PubSub;
import dev.pubsub.signal.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Agents that are killed, and fail, while mail comes from several threads. */
final class BurstTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  /** Notes whether it is ever called by two threads at once, and whether anything overtook. */
  private static final class Watched implements Agent {

    private final AtomicBoolean busy = new AtomicBoolean();
    private final Map<String, Integer> last = new ConcurrentHashMap<>();
    private final AtomicInteger twiceAtOnce;
    private final AtomicInteger outOfOrder;
    private final AtomicInteger told;
    private final int failsAt;
    private int handled;

    Watched(AtomicInteger twiceAtOnce, AtomicInteger outOfOrder, AtomicInteger told, int failsAt) {
      this.twiceAtOnce = twiceAtOnce;
      this.outOfOrder = outOfOrder;
      this.told = told;
      this.failsAt = failsAt;
    }

    @Override
    public void started(AgentContext context) {
      enter();
      context.every(Duration.ofMillis(1), () -> {});
      leave();
    }

    @Override
    public void receive(Mail mail, AgentContext context) {
      enter();
      try {
        int number = (int) mail.payload();
        Integer before = last.put(mail.signal().source(), number);
        if (before != null && before >= number) {
          outOfOrder.incrementAndGet();
        }
        var unused = mail.reply(number);
        if (++handled % failsAt == 0) {
          throw new IllegalStateException("as it does now and then");
        }
        if (!mail.isQuestion()) {
          told.incrementAndGet();
        }
      } finally {
        leave();
      }
    }

    @Override
    public void stopped(AgentContext context) {
      enter();
      leave();
    }

    private void enter() {
      if (!busy.compareAndSet(false, true)) {
        twiceAtOnce.incrementAndGet();
      }
    }

    private void leave() {
      busy.set(false);
    }
  }

  @Property(tries = 15)
  void everySignalThatWasAcceptedIsAccountedFor(
      @ForAll @IntRange(min = 1, max = 30) int agents,
      @ForAll @IntRange(min = 1, max = 50) int capacity,
      @ForAll @IntRange(min = 2, max = 40) int failsAt,
      @ForAll Turns turns,
      @ForAll long seed) {
    burst(agents, 2000, capacity, failsAt, turns, new Random(seed));
  }

  @ParameterizedTest
  @EnumSource(names = {"SHARED", "QUICK"})
  void aThousandAgentsAreKilledInMidBurst(Turns turns) {
    burst(1000, 40_000, 10, 1_000_000, turns, new Random(1));
  }

  private static void burst(
      int count, int signals, int capacity, int failsAt, Turns turns, Random random) {
    AtomicInteger twiceAtOnce = new AtomicInteger();
    AtomicInteger outOfOrder = new AtomicInteger();
    AtomicInteger told = new AtomicInteger();
    try (PubSub pubsub =
            PubSub.builder().discover(false).set("pubsub.deadletters.max", "100000").open();
        Agents agents = Agents.on(pubsub.bus())) {
      List<String> ids =
          agents
              .createAll(
                  AgentSpec.of("watched", () -> new Watched(twiceAtOnce, outOfOrder, told, failsAt))
                      .withCapacity(capacity)
                      .withTurns(turns)
                      .withRestart(Restart.KEEPING_STATE.backingOff(Duration.ZERO, Duration.ZERO)),
                  count)
              .ids();
      AtomicInteger accepted = new AtomicInteger();
      List<CompletableFuture<Signal>> asked = new ArrayList<>();
      List<CompletableFuture<?>> senders = new ArrayList<>();
      for (String sender : List.of("ann", "bob")) {
        long own = random.nextLong();
        senders.add(
            CompletableFuture.runAsync(
                () -> send(agents, sender, ids, signals / 2, new Random(own), accepted),
                task -> new Thread(task).start()));
      }
      for (int i = 0; i < 200; i++) {
        asked.add(agents.ask(ids.get(random.nextInt(count)), "ask", 1_000_000 + i, SOON));
      }
      List<CompletableFuture<Void>> killed = new ArrayList<>();
      for (String id : ids) {
        killed.add(agents.stop(id, random.nextBoolean() ? Duration.ZERO : SOON));
      }
      assertThat(CompletableFuture.allOf(senders.toArray(CompletableFuture<?>[]::new)))
          .succeedsWithin(SOON);
      await().atMost(SOON).until(() -> killed.stream().allMatch(CompletableFuture::isDone));
      await().atMost(SOON).until(() -> asked.stream().allMatch(CompletableFuture::isDone));
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(told.get() + toldInVain(pubsub)).isEqualTo(accepted.get()));
      await().atMost(SOON).untilAsserted(() -> assertThat(agents.stats().open()).isZero());
      assertThat(agents.stats().received()).isBetween((long) accepted.get(), accepted.get() + 200L);
      assertThat(agents.stats().failed() + agents.stats().unhandled())
          .isEqualTo(pubsub.bus().deadLetters().count());
      assertThat(agents.stats().agents()).isZero();
      assertThat(agents.registry().all()).isEmpty();
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> {
                assertThat(pubsub.bus().stats().asking()).isZero();
                assertThat(pubsub.bus().stats().answering()).isZero();
              });
    }
    assertThat(twiceAtOnce).hasValue(0);
    assertThat(outOfOrder).hasValue(0);
  }

  /** What was told and not asked, and is kept since nobody handled it. */
  private static int toldInVain(PubSub pubsub) {
    return (int)
        pubsub.bus().deadLetters().list(100_000).stream()
            .filter(letter -> letter.signal().type().equals("count"))
            .count();
  }

  private static void send(
      Agents agents,
      String sender,
      List<String> ids,
      int signals,
      Random random,
      AtomicInteger accepted) {
    Principal from = new Principal(sender);
    for (int i = 0; i < signals; i++) {
      PublishResult result = agents.tell(from, ids.get(random.nextInt(ids.size())), "count", i);
      if (result instanceof Accepted) {
        accepted.incrementAndGet();
      }
    }
  }
}
