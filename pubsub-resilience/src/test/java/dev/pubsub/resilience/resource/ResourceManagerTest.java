package dev.pubsub.resilience.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pubsub.DropReason;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Operation;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResourceManagerTest {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final FakeGauge heap = new FakeGauge("heap");
  private final FakeGauge processes = new FakeGauge("processes");

  private Platform platform(String... settings) {
    return new Platform(environment -> List.of(heap, processes), settings);
  }

  @Test
  void resourceExhaustionRecovery() throws Exception {
    try (Platform platform = platform()) {
      RecordingSubscriber before = new RecordingSubscriber();
      platform.bus().subscribe("room:*", before);
      heap.set(97);
      platform.pass("250ms");

      assertThat(platform.publish(Priority.NORMAL))
          .isInstanceOfSatisfying(
              Rejected.class,
              refused -> {
                assertThat(refused.code()).isEqualTo(StandardError.OVERLOADED);
                assertThat(refused.retryAfter()).isEqualTo(SOON);
              });
      assertThat(platform.publish(Priority.LOW)).isInstanceOf(Rejected.class);
      assertThat(platform.publish(Priority.HIGH)).isInstanceOf(Accepted.class);
      assertThatThrownBy(() -> platform.bus().subscribe("room:*", delivery -> {}))
          .isInstanceOfSatisfying(
              PubSubException.class,
              refused -> assertThat(refused.code()).isEqualTo(StandardError.OVERLOADED));
      assertThatThrownBy(() -> platform.bus().topics().create("room:new"))
          .isInstanceOf(PubSubException.class);
      assertThat(platform.bus().stats().rejectedByCode()).containsEntry("OVERLOADED", 2L);

      platform.pass("1m");
      heap.set(40);
      assertThat(platform.untilItLetsIn()).isLessThanOrEqualTo(SOON);
      platform.pass("1m");

      assertThat(platform.publish(Priority.LOW)).isInstanceOf(Accepted.class);
      assertThat(platform.told("heap", 2)).containsExactly("CRITICAL", "NORMAL");
      platform.bus().subscribe("room:*", delivery -> {}).close();
      before.await(3, Duration.ofSeconds(10));
      assertThat(platform.bus().stats().dropped()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 79, 80, 94, 95, 100})
  void processLimitBehaviour(int percent) throws Exception {
    AtomicLong open = new AtomicLong();
    Gauge subscriptions = new ReadGauge("processes", open::get, () -> 100);
    try (Platform platform = new Platform(environment -> List.of(subscriptions))) {
      List<Subscription> all = new ArrayList<>();
      for (int i = 0; i < percent; i++) {
        all.add(platform.bus().subscribe("room:" + i, delivery -> {}));
      }
      open.set(all.size());
      platform.pass("250ms");

      platform.publish(Priority.LOW);
      assertThat(platform.bus().stats().dropped())
          .isEqualTo(percent < 80 ? Map.of() : Map.of(DropReason.SHED, 1L));
      assertThat(platform.publish(Priority.NORMAL))
          .as("who is subscribed is served")
          .isInstanceOfSatisfying(Accepted.class, sent -> assertThat(sent.matched()).isOne());
      if (percent < 95) {
        platform.bus().subscribe("room:more", delivery -> {}).close();
      } else {
        assertThatThrownBy(() -> platform.bus().subscribe("room:more", delivery -> {}))
            .isInstanceOf(PubSubException.class);
      }

      all.forEach(Subscription::close);
      open.set(0);
      platform.pass("1s");
      platform.bus().subscribe("room:more", delivery -> {}).close();
      platform.publish(Priority.LOW);
      assertThat(platform.bus().stats().dropped().getOrDefault(DropReason.SHED, 0L))
          .isEqualTo(percent < 80 ? 0 : 1);
    }
  }

  /** A heap that shows what is free only when it is collected. */
  private static final class ModelHeap {

    private final AtomicLong live = new AtomicLong();
    private HeapGauge gauge = null;

    List<Gauge> gauges(Environment environment, long limit) {
      gauge =
          new HeapGauge(
              limit,
              new Marks(80, 95),
              environment.settings().get(ResourceSettings.COLLECT),
              environment.scheduler(),
              Runnable::run,
              () -> collect(true));
      return List.of(gauge);
    }

    void fill(long bytes) {
      live.set(bytes);
      collect(false);
    }

    void free(long bytes) {
      live.set(bytes);
    }

    private void collect(boolean whole) {
      gauge.collected(live.get(), whole);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {64L << 20, 256L << 20, 1L << 30})
  void memoryPressureBehaviour(long limit) throws Exception {
    ModelHeap model = new ModelHeap();
    try (Platform platform = new Platform(environment -> model.gauges(environment, limit))) {
      model.fill(limit * 85 / 100);
      platform.pass("250ms");
      assertThat(platform.publish(Priority.NORMAL)).isInstanceOf(Accepted.class);
      assertThat(platform.publish(Priority.LOW)).isInstanceOf(Accepted.class);
      assertThat(platform.bus().stats().dropped()).containsExactly(Map.entry(DropReason.SHED, 1L));

      model.fill(limit * 96 / 100);
      platform.pass("10s");
      assertThat(platform.publish(Priority.NORMAL)).isInstanceOf(Rejected.class);

      model.free(limit / 10);
      assertThat(platform.untilItLetsIn()).isLessThanOrEqualTo(SOON);
      assertThat(platform.told("heap", 3)).containsExactly("HIGH", "CRITICAL", "NORMAL");
    }
  }

  @Test
  void whoeverAdministersIsLetInWhateverIsScarce() {
    try (Platform platform = platform()) {
      heap.set(99);
      platform.pass("250ms");

      assertThat(platform.ask(Operation.ACT, "rebuild")).isInstanceOf(Admission.Refused.class);
      assertThat(platform.ask(Operation.ADMINISTER, "connections.close"))
          .isEqualTo(Admission.GRANTED);
    }
  }

  @Test
  void aSquareWaveFiresOnceAndClearsOnce() throws Exception {
    try (Platform platform = platform()) {
      for (int i = 0; i < 60; i++) {
        heap.set(i % 2 == 0 ? 97 : 10);
        platform.pass("250ms");
      }
      assertThat(platform.publish(Priority.NORMAL)).isInstanceOf(Rejected.class);
      heap.set(10);
      platform.pass("1s");

      assertThat(platform.publish(Priority.NORMAL)).isInstanceOf(Accepted.class);
      assertThat(platform.told("heap", 2)).containsExactly("CRITICAL", "NORMAL");
    }
  }

  @Test
  void whatIsGivenUpIsToldInOrder() throws Exception {
    try (Platform platform = platform()) {
      heap.set(85);
      platform.pass("250ms");
      heap.set(99);
      platform.pass("250ms");
      platform.facts().await(2, Duration.ofSeconds(10));
      Map<?, ?> high = (Map<?, ?>) platform.facts().signals().get(0).payload();
      Map<?, ?> critical = (Map<?, ?>) platform.facts().signals().get(1).payload();

      assertThat(platform.facts().signals().get(0).type()).contains("system.resource.warning");
      assertThat(high.get("resource")).isEqualTo("heap");
      assertThat(high.get("used")).isEqualTo(85L);
      assertThat(high.get("limit")).isEqualTo(100L);
      assertThat(high.get("percent")).isEqualTo(85.0);
      assertThat((List<?>) high.get("given_up"))
          .singleElement()
          .asString()
          .startsWith("publishes of low priority");
      assertThat((List<?>) critical.get("given_up")).hasSize(3);
    }
  }

  @Test
  void othersCleanUpOnceMoreWhileItLasts() {
    try (Platform platform = platform("cleanup", "30s")) {
      platform.pass("1m");
      assertThat(platform.cleanUps()).isZero();
      heap.set(85);
      platform.pass("250ms");
      assertThat(platform.cleanUps()).isOne();
      platform.pass("91s");
      assertThat(platform.cleanUps()).isEqualTo(4);
      heap.set(10);
      platform.pass("2m");
      assertThat(platform.cleanUps()).isEqualTo(4);
    }
  }

  @Test
  void itIsAskedOverHttp() throws Exception {
    try (Platform platform = platform("watermarks", "heap=70%/90%")) {
      heap.set(75);
      platform.pass("250ms");

      assertThat(platform.asked())
          .contains(
              "{\"level\":\"HIGH\",\"resources\":[{\"resource\":\"heap\",\"level\":\"HIGH\","
                  + "\"used\":75,\"limit\":100,\"percent\":75.0,\"soft_percent\":70,"
                  + "\"hard_percent\":90,\"since\":\"2030-01-01T00:00:00.250Z\"",
              "{\"resource\":\"processes\",\"level\":\"NORMAL\",\"used\":0,");
    }
  }

  @Test
  void thePlatformItselfIsExempt() {
    try (Platform platform = platform();
        Session own = platform.guest("system:cluster");
        Session other = platform.guest("alice")) {
      heap.set(100);
      platform.pass("250ms");

      assertThat(own.publish("room:1", "x", PublishOptions.DEFAULT)).isInstanceOf(Accepted.class);
      own.subscribe("room:1", delivery -> {}).close();
      assertThat(other.publish("room:1", "x", PublishOptions.DEFAULT)).isInstanceOf(Rejected.class);
    }
  }

  @Test
  void aGaugeThatFailsStandsStillAndTheOthersGoOn() {
    Gauge broken =
        new ReadGauge(
            "disk",
            () -> {
              throw new IllegalStateException("gone");
            },
            () -> 100);
    try (Platform platform = new Platform(environment -> List.of(broken, heap))) {
      heap.set(97);
      platform.pass("250ms");
      await()
          .untilAsserted(
              () -> assertThat(platform.publish(Priority.NORMAL)).isInstanceOf(Rejected.class));
    }
  }

  @Test
  void afterItIsClosedItLooksNoMore() {
    Platform platform = platform();
    platform.close();
    int before = platform.time().pending();
    platform.pass("10s");

    assertThat(platform.time().pending()).isLessThanOrEqualTo(before);
  }
}
