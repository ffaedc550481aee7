package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Bus;
import dev.pubsub.DropReason;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.core.Preset;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same flood over a bus of each preset, behind a subscriber that hangs in the first signal. */
final class PresetFloodTest {

  private static final String TOPIC = "flood:it";
  private static final int FLOOD = 25_000;
  private static final int KEYS = 600;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ManualBus on = new ManualBus("pubsub.presets", "true", "pubsub.soft-limit", "80");

  @AfterEach
  void close() {
    on.close();
  }

  @ParameterizedTest
  @CsvSource({
    // preset, refused, no room, replaced, set aside, received
    "EVENTS, 0, 0, 0, 17001, 8000",
    "LOGGING, 0, 15001, 0, 0, 10000",
    "HEALTH, 0, 24501, 0, 0, 500",
    "METRICS, 0, 0, 15001, 0, 10000",
    "SECURITY, 0, 0, 0, 9001, 16000",
    "AUDIT, 15001, 0, 0, 0, 10000",
    "ALERTS, 0, 0, 0, 24001, 1000",
    "DIAGNOSTICS, 0, 24921, 0, 0, 80",
    "LIFECYCLE, 0, 23001, 0, 0, 2000",
  })
  void everyPresetIsToldApartByWhatBecomesOfTheSameFlood(
      Preset preset, long refused, long overflow, long replaced, long aside, int received)
      throws Exception {
    Bus bus = on.pubsub.bus(preset);
    HeldSubscriber held = on.holding();
    Subscription subscription = blocked(bus, held);
    long refusedThen = flood(bus, 1, FLOOD + 1);
    walk(bus);
    held.release();
    ManualBus.await(() -> subscription.stats().waiting() == 0);

    assertThat(refusedThen).isEqualTo(refused);
    assertThat(subscription.stats().dropped())
        .isEqualTo(
            losses(
                Map.of(
                    DropReason.OVERFLOW, overflow,
                    DropReason.REPLACED, replaced,
                    DropReason.DEAD_LETTERED, aside)));
    assertThat(bus.deadLetters().count()).isEqualTo((int) aside);
    assertThat(held.payloads()).hasSize(received);
    assertThat(refused + overflow + replaced + aside + received).isEqualTo(FLOOD + 1);
  }

  @Test
  void ofSystemWhoCannotKeepUpIsCutOffAndComesBackWithoutAGap() throws Exception {
    Bus bus = on.pubsub.bus(Preset.SYSTEM);
    HeldSubscriber held = on.holding();
    Subscription subscription = blocked(bus, held);
    String position = subscription.position().orElseThrow();
    flood(bus, 1, 1000);
    ManualBus.await(() -> held.endings() == 1);
    held.release();
    ManualBus.await(
        () -> subscription.stats().dropped().getOrDefault(DropReason.CLOSED, 0L) == 799);
    RecordingSubscriber back = new RecordingSubscriber();
    Subscription again =
        bus.subscribe(
            "flood:**", SubscribeOptions.DEFAULT.startingAt(StartAt.after(position)), back);

    assertThat(held.payloads()).containsExactly(0);
    assertThat(again.recovered()).isTrue();
    back.await(1000, PATIENCE);
    assertThat(back.payloads()).hasSize(1000).first().isEqualTo(0);
  }

  private static Subscription blocked(Bus bus, HeldSubscriber held) throws Exception {
    Subscription subscription = bus.subscribe("flood:**", held);
    flood(bus, 0, 1);
    held.awaitBlocked();
    return subscription;
  }

  private static Map<DropReason, Long> losses(Map<DropReason, Long> all) {
    Map<DropReason, Long> losses = new EnumMap<>(all);
    losses.values().removeIf(count -> count == 0);
    return losses;
  }

  /** Publishes numbers; returns how many were refused. */
  private static long flood(Bus bus, int from, int to) {
    long refused = 0;
    for (int i = from; i < to; i++) {
      PublishOptions options = PublishOptions.DEFAULT.withKey("key-" + i % KEYS);
      if (bus.publish(TOPIC, i, options) instanceof PublishResult.Rejected rejected) {
        assertThat(rejected.code()).isEqualTo(StandardError.OVERLOADED);
        refused++;
      }
    }
    return refused;
  }

  /** Waits until everything that was posted before is where it belongs. */
  private void walk(Bus bus) {
    try (Subscription probe = bus.subscribe("probe", new RecordingSubscriber())) {
      bus.publish("probe", 0);
      on.advanceUntil(() -> probe.stats().delivered() == 1);
    }
  }

  @Test
  void auditLosesNothingWhereThePublisherWaits() throws Exception {
    Bus audit = on.pubsub.bus(Preset.AUDIT);
    HeldSubscriber held = on.holding();
    Subscription subscription = audit.subscribe("flood:**", held);
    CompletableFuture<Long> refused =
        CompletableFuture.supplyAsync(
            () -> {
              long count = 0;
              for (int i = 0; i < FLOOD; i++) {
                PublishOptions patient = PublishOptions.DEFAULT.waitingUpTo(PATIENCE);
                count += audit.publish(TOPIC, i, patient) instanceof PublishResult.Rejected ? 1 : 0;
              }
              return count;
            });
    ManualBus.await(() -> subscription.stats().waiting() == 10_000);
    assertThat(refused).isNotDone();
    held.release();

    assertThat(refused.join()).isZero();
    ManualBus.await(() -> subscription.stats().delivered() == FLOOD);
    assertThat(subscription.stats().dropped()).isEmpty();
    assertThat(held.payloads()).isSorted();
  }

  @Test
  void alertsAreDrainedFirstAndDiagnosticsLast() throws Exception {
    int each = 50;
    Queue<Preset> order = new ConcurrentLinkedQueue<>();
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch inside = new CountDownLatch(Preset.values().length);
    try (PubSub pubsub =
        PubSub.builder()
            .presets()
            .scheduler(new ManualTime())
            .plugin(new QuietPlugin(gate::countDown))
            .open()) {
      for (Preset preset : Preset.values()) {
        Subscriber gated =
            delivery -> {
              inside.countDown();
              gate.await();
              if (!delivery.signal().payload().equals(0)) {
                order.add(preset);
              }
            };
        pubsub.bus(preset).subscribe("flood:**", gated);
        flood(pubsub.bus(preset), 0, 1);
      }
      inside.await();
      for (Preset preset : Preset.values()) {
        flood(pubsub.bus(preset), 1, 1 + each);
      }

      assertThat(pubsub.drain(PATIENCE)).isTrue();
    }
    List<Preset> received = List.copyOf(order);
    assertThat(received).hasSize(each * Preset.values().length);
    assertThat(received.subList(0, each)).containsOnly(Preset.ALERTS);
    assertThat(received.subList(received.size() - each, received.size()))
        .containsOnly(Preset.DIAGNOSTICS);
  }

  /** Hears that everything ends. */
  private record QuietPlugin(Runnable quiesces) implements Plugin {
    @Override
    public String id() {
      return "quiet";
    }

    @Override
    public Contributions install(Environment environment) {
      Component component =
          new Component() {
            @Override
            public void start(Gateway gateway) {}

            @Override
            public void quiesce() {
              quiesces.run();
            }

            @Override
            public void stop() {}
          };
      return Contributions.builder().component(component).build();
    }
  }
}
