package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Bus;
import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.Overflow;
import dev.pubsub.PublishOptions;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.core.PubSub;
import dev.pubsub.testkit.HeldSubscriber;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members come and go, and hang, while several threads publish. */
final class GroupRaceTest {

  private static final int PUBLISHERS = 2;
  private static final int EACH = 40_000;
  private static final SubscribeOptions WORKERS =
      SubscribeOptions.DEFAULT.withCapacity(1000).withOverflow(Overflow.WAIT).inGroup("workers");

  private final AtomicIntegerArray received = new AtomicIntegerArray(PUBLISHERS * EACH);
  private final AtomicLong matched = new AtomicLong();
  private final List<HeldSubscriber> hanging = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"1, true", "2, true", "2, false"})
  @Timeout(120)
  void eachSignalReachesOneMemberOnce(int lanes, boolean oneStays) {
    try (PubSub pubsub =
        PubSub.builder().discover(false).set("pubsub.lanes", Integer.toString(lanes)).open()) {
      Bus bus = pubsub.bus();
      if (oneStays) {
        bus.subscribe("a", WORKERS, this::receive);
      }
      List<CompletableFuture<Void>> publishers =
          IntStream.range(0, PUBLISHERS)
              .mapToObj(n -> CompletableFuture.runAsync(() -> publish(bus, n * EACH)))
              .toList();
      CompletableFuture<Void> all =
          CompletableFuture.allOf(publishers.toArray(CompletableFuture[]::new));
      comeAndGo(bus, all);
      all.join();
      hanging.forEach(HeldSubscriber::release);

      ManualBus.await(() -> settled(bus) == matched.get());
      long closed = bus.stats().dropped().getOrDefault(DropReason.CLOSED, 0L);
      long once = IntStream.range(0, received.length()).filter(i -> received.get(i) == 1).count();
      assertThat(IntStream.range(0, received.length()).map(received::get).max()).hasValue(1);
      assertThat(once).isEqualTo(matched.get() - closed).isEqualTo(bus.stats().delivered());
      if (oneStays) {
        assertThat(once).isEqualTo(received.length());
      }
    }
  }

  private static long settled(Bus bus) {
    return bus.stats().delivered()
        + bus.stats().dropped().values().stream().mapToLong(Long::longValue).sum();
  }

  private void publish(Bus bus, int from) {
    for (int i = from; i < from + EACH; i++) {
      PublishOptions options =
          PublishOptions.DEFAULT
              .withKey(i % 2 == 0 ? "" : "key-" + i % 100)
              .waitingUpTo(Duration.ofSeconds(60));
      matched.addAndGet(ManualBus.accepted(bus.publish("a", i, options)).matched());
    }
  }

  private void comeAndGo(Bus bus, CompletableFuture<Void> end) {
    Random random = new Random(1);
    Deque<Subscription> open = new ArrayDeque<>();
    while (!end.isDone()) {
      if (open.size() < 5 && random.nextBoolean()) {
        open.add(bus.subscribe("a", WORKERS, random.nextInt(50) == 0 ? hang() : this::receive));
      } else if (!open.isEmpty()) {
        open.remove().close();
      }
    }
    open.forEach(Subscription::close);
  }

  /** Hangs in its first signal until all is published. */
  private Subscriber hang() {
    HeldSubscriber held = new HeldSubscriber();
    hanging.add(held);
    return delivery -> {
      receive(delivery);
      held.receive(delivery);
    };
  }

  private void receive(Delivery delivery) {
    received.incrementAndGet((int) delivery.signal().payload());
  }
}
