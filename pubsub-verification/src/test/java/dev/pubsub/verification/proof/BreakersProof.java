package dev.pubsub.verification.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Bus;
import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.PublishResult;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.SubscriptionStats;
import dev.pubsub.core.PubSub;
import dev.pubsub.resilience.ResiliencePlugin;
import dev.pubsub.resilience.breaker.BreakerOverride;
import dev.pubsub.resilience.breaker.BreakerStatus;
import dev.pubsub.resilience.breaker.Breakers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Behind breakers, retries, timeouts and bulkheads, while subscribers fail by chance, breakers are
 * set by hand and subscriptions come and go: what was published is delivered, in order, or counted
 * once.
 */
class BreakersProof {

  private static final int PERCENT = 15;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration ROUND = Duration.ofSeconds(3);
  private static final int PLACES = 2;
  private static final int SUBSCRIPTIONS = 24;
  private static final List<String> TOPICS = List.of("hold:a", "drop:a", "dead:a", "call:a");
  private static final List<BreakerOverride> OVERRIDES = List.of(BreakerOverride.values());
  private static final String BREAKERS =
      "hold: topics=hold:** calls=4 window=8 open=20ms probes=2,"
          + "drop: topics=drop:** calls=4 window=8 open=20ms probes=2 meanwhile=drop per=principal,"
          + "dead: topics=dead:** calls=4 window=8 open=20ms probes=2 meanwhile=dead-letter,"
          + "call: topics=call:** calls=4 window=8 open=20ms probes=3 per=rule";
  private static final String CALLS =
      "dead: topics=dead:** retries=2 backoff=1ms..4ms,"
          + "call: topics=call:** timeout=20ms retries=3 backoff=1ms..4ms concurrency="
          + PLACES;

  @Test
  void whatIsPublishedIsDeliveredInOrderOrCountedOnce() {
    Budget budget = Budget.ofPercent(PERCENT);
    Random seeds = new Random(Budget.seed());
    Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    long transitions = 0;
    do {
      Round round = new Round(seeds.nextLong());
      round.run();
      round.dropped.forEach((reason, count) -> dropped.merge(reason, count, Long::sum));
      transitions += round.transitions;
    } while (budget.isLeft());

    assertThat(transitions).as("breakers that opened and closed").isPositive();
    assertThat(dropped)
        .containsKeys(
            DropReason.FAILED, DropReason.WITHHELD, DropReason.REJECTED, DropReason.CLOSED);
  }

  /** One bus from its opening to its end. */
  private static final class Round {

    private final long seed;
    private final Random random;
    private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    private final List<Client> clients = new ArrayList<>();
    private final AtomicInteger inCalls = new AtomicInteger();
    private final AtomicInteger mostInCalls = new AtomicInteger();
    private volatile int failing = 30;
    private long matched;
    private long transitions;

    Round(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
    }

    /** A subscriber that fails and dawdles by chance, and counts what it has handled. */
    private final class Client implements Subscriber {

      private final AtomicLong handled = new AtomicLong();
      private final String topic;
      private final Random chance;
      private final Subscription subscription;
      private int last = -1;
      private volatile boolean disorder;

      Client(Bus bus, String topic) {
        this.topic = topic;
        this.chance = new Random(random.nextLong());
        this.subscription =
            bus.subscribe(topic, SubscribeOptions.DEFAULT.withCapacity(1 << 16), this);
      }

      private boolean isTimed() {
        return topic.startsWith("call");
      }

      @Override
      public void receive(Delivery delivery) {
        boolean placed = isTimed();
        if (placed) {
          mostInCalls.accumulateAndGet(inCalls.incrementAndGet(), Math::max);
        }
        try {
          int number = (int) delivery.signal().payload();
          disorder |= number < last;
          last = number;
          int dice = chance.nextInt(1000);
          if (dice < failing) {
            throw new IllegalStateException("thrown on purpose");
          }
          if (placed && dice < failing + failing / 10) {
            // For as long as it may be.
            while (!Thread.currentThread().isInterrupted()) {
              LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
            }
            return;
          }
          handled.incrementAndGet();
        } finally {
          if (placed) {
            inCalls.decrementAndGet();
          }
        }
      }
    }

    void run() {
      System.out.printf("breakers: seed %d%n", seed);
      ResiliencePlugin plugin = new ResiliencePlugin();
      try (PubSub pubsub =
          PubSub.builder()
              .discover(false)
              .plugin(plugin)
              .set("pubsub.plugin.resilience.breakers", BREAKERS)
              .set("pubsub.plugin.resilience.calls", CALLS)
              .open()) {
        hammer(pubsub.bus(), plugin.breakers());
        settle(plugin.breakers());
        count(pubsub.bus());
        clients.forEach(client -> client.subscription.close());
        assertThat(plugin.breakers().list("default")).as("seed %d", seed).isEmpty();
      }
    }

    private void hammer(Bus bus, Breakers breakers) {
      for (int i = 0; i < SUBSCRIPTIONS; i++) {
        clients.add(new Client(bus, TOPICS.get(i % TOPICS.size())));
      }
      long end = System.nanoTime() + ROUND.toNanos();
      for (int number = 0; System.nanoTime() - end < 0; number++) {
        String topic = TOPICS.get(random.nextInt(TOPICS.size()));
        matched += accepted(bus.publish(topic, number)).matched();
        int dice = random.nextInt(2000);
        if (dice < 8) {
          clients.get(random.nextInt(clients.size())).subscription.close();
          clients.add(new Client(bus, TOPICS.get(random.nextInt(TOPICS.size()))));
        } else if (dice < 12) {
          failing = failing == 30 ? 600 : 30;
        } else if (dice < 16) {
          override(breakers, OVERRIDES.get(random.nextInt(OVERRIDES.size())));
        } else if (dice < 400) {
          LockSupport.parkNanos(100_000);
        }
      }
    }

    private void override(Breakers breakers, BreakerOverride wanted) {
      List<BreakerStatus> all = breakers.list("default");
      breakers.set("default", all.get(random.nextInt(all.size())).name(), wanted);
    }

    /** Everybody works again, and nobody's hand is on a breaker: what waits must come to an end. */
    private void settle(Breakers breakers) {
      failing = 0;
      List<BreakerStatus> all = breakers.list("default");
      all.forEach(each -> breakers.set("default", each.name(), BreakerOverride.AUTO));
      transitions = all.stream().mapToLong(BreakerStatus::transitions).sum();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(clients)
                      .as("seed %d", seed)
                      .allMatch(client -> client.subscription.stats().waiting() == 0));
    }

    private void count(Bus bus) {
      long delivered = 0;
      for (Client client : clients) {
        SubscriptionStats stats = client.subscription.stats();
        delivered += stats.delivered();
        stats.dropped().forEach((reason, count) -> dropped.merge(reason, count, Long::sum));
        assertThat(client.disorder).as("seed %d: order of %s", seed, client.topic).isFalse();
        // What was handled just when its time was over has failed, and may come again.
        assertThat(client.handled.get())
            .as("seed %d: what a subscriber to %s counts", seed, client.topic)
            .isBetween(stats.delivered(), client.isTimed() ? Long.MAX_VALUE : stats.delivered());
      }
      long lost = dropped.values().stream().mapToLong(Long::longValue).sum();
      System.out.printf(
          "breakers: matched %d, delivered %d, dropped %s, transitions %d%n",
          matched, delivered, dropped, transitions);
      assertThat(delivered + lost).as("seed %d: all there is", seed).isEqualTo(matched);
      assertThat(mostInCalls.get()).as("seed %d: places", seed).isBetween(1, PLACES);
      assertThat(bus.stats().delivered()).isEqualTo(delivered);
    }

    private static PublishResult.Accepted accepted(PublishResult result) {
      return (PublishResult.Accepted) result;
    }
  }
}
