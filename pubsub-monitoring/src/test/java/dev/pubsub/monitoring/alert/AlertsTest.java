package dev.pubsub.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Bus;
import dev.pubsub.PublishOptions;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.core.Preset;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Health;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AlertsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private WatchedPlatform on =
      new WatchedPlatform(Map.of("depth", "10", "drops", "50", "refusals", "50"));
  private RecordingSubscriber heard = listen();

  private RecordingSubscriber listen() {
    RecordingSubscriber subscriber = new RecordingSubscriber();
    on.pubsub.bus(Preset.ALERTS).subscribe("**", subscriber);
    return subscriber;
  }

  private void reopen(Map<String, String> settings) {
    on.close();
    on = new WatchedPlatform(settings);
    heard = listen();
  }

  @AfterEach
  void close() {
    on.close();
  }

  /** What was told to the bus of alerts, once all of it has arrived. */
  private List<Map<?, ?>> told() {
    await()
        .atMost(PATIENCE)
        .until(() -> heard.signals().size() == on.pubsub.bus(Preset.ALERTS).stats().published());
    return heard.signals().stream()
        .map(Signal::payload)
        .<Map<?, ?>>map(payload -> (Map<?, ?>) payload)
        .filter(payload -> payload.containsKey("rule"))
        .toList();
  }

  private List<String> states() {
    return told().stream().map(each -> each.get("rule") + " " + each.get("state")).toList();
  }

  private static void publish(Bus bus, int count) {
    IntStream.range(0, count).forEach(i -> bus.publish("a", i));
  }

  private void catchUp(Subscription slow, long delivered) {
    slow.resume();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                on.pubsub.bus().stats().delivered() == delivered
                    && on.pubsub.bus().stats().waitingMax() == 0);
  }

  @Test
  void aSquareWaveFiresOnceAndIsOverOnceForEachHold() {
    Bus bus = on.pubsub.bus();
    Subscription slow = bus.subscribe("a", SubscribeOptions.DEFAULT.withCapacity(100), any -> {});
    for (int wave = 1; wave <= 3; wave++) {
      slow.pause();
      publish(bus, 20);
      on.look(6);
      catchUp(slow, 20L * wave);
      on.look(6);

      assertThat(states()).hasSize(2 * wave).endsWith("queue_depth firing", "queue_depth cleared");
    }
  }

  @Test
  void whatHoldsForAMomentOnlyIsToldToNobody() {
    Bus bus = on.pubsub.bus();
    Subscription slow = bus.subscribe("a", SubscribeOptions.DEFAULT.withCapacity(100), any -> {});
    for (int wave = 1; wave <= 10; wave++) {
      slow.pause();
      publish(bus, 20);
      on.look(3);
      catchUp(slow, 20L * wave);
      on.look(1);
    }
    assertThat(states()).isEmpty();
    assertThat(on.alerts()).isEqualTo("{\"alerts\":[],\"count\":0}");
  }

  @Test
  void anAlertSaysWhatIsSoAndWhatToDo() {
    on.pubsub.bus().subscribe("a", SubscribeOptions.DEFAULT.withCapacity(100), any -> {}).pause();
    publish(on.pubsub.bus(), 20);
    on.look(4);

    assertThat(told()).hasSize(1);
    Map<String, Object> alert = new TreeMap<>();
    told().get(0).forEach((key, value) -> alert.put((String) key, value));
    assertThat(alert)
        .containsEntry("event_type", "alert_firing")
        .containsEntry("rule", "queue_depth")
        .containsEntry("severity", "warning")
        .containsEntry("node", "n1")
        .containsEntry("bus", "default")
        .containsEntry("value", 20.0)
        .containsEntry("limit", 10.0)
        .containsEntry("since", ManualTime.START.plus(WatchedPlatform.LOOK).toString());
    assertThat((String) alert.get("message"))
        .startsWith("20 signals wait for one subscription of the bus 'default' (limit 10): find");
    assertThat(heard.signals().get(0).topic()).isEqualTo("system_alerts:warning");
    assertThat(on.alerts()).contains("\"rule\":\"queue_depth\"", "\"count\":1");
    assertThat(on.pubsub.gateway().health().get(0).health()).isEqualTo(Health.UP);
  }

  @Test
  void lossesForEachPublishedSignalAreCountedOverAWindow() {
    Bus bus = on.pubsub.bus();
    bus.subscribe("a", SubscribeOptions.DEFAULT.withCapacity(1), any -> {}).pause();
    publish(bus, 20);
    bus.publish("b", 1);
    on.look(4);
    assertThat(states()).containsExactly("drop_rate firing");

    // They have left the window a minute after they came.
    on.look(16);
    assertThat(states()).containsExactly("drop_rate firing", "drop_rate cleared");
  }

  @Test
  void whatWaitsForOneThatLeavesIsNoLoss() {
    Subscription slow =
        on.pubsub.bus().subscribe("a", SubscribeOptions.DEFAULT.withCapacity(100), any -> {});
    slow.pause();
    publish(on.pubsub.bus(), 50);
    slow.close();
    await().atMost(PATIENCE).until(() -> on.pubsub.bus().stats().droppedTotal() == 50);
    on.look(10);
    assertThat(states()).isEmpty();
  }

  @Test
  void anObjectiveThatIsMissedByFarIsToldOnceAndOverOnce() {
    reopen(Map.of("drops", "0", "objectives", "default deliveries 99"));
    Bus bus = on.pubsub.bus();
    Subscription slow = bus.subscribe("a", SubscribeOptions.DEFAULT.withCapacity(1), any -> {});
    slow.pause();
    on.look(12);
    publish(bus, 20);
    on.look(80);

    assertThat(states())
        .containsExactly(
            "burn_rate_fast firing", "burn_rate_slow firing", "burn_rate_fast cleared");
    assertThat(told().get(0).get("subject")).isEqualTo("deliveries 99");
    assertThat((String) told().get(0).get("message"))
        .startsWith("The bus 'default' has 100.0 times as many errors as its objective");
    assertThat(on.alerts()).contains("\"objective\":\"deliveries 99\"", "\"60m\":100.0");
    on.look(360);
    assertThat(states()).hasSize(4).endsWith("burn_rate_slow cleared");
  }

  @Test
  void alertsThatFireTogetherAreOneIncidentAndItsEndIsTold() {
    reopen(Map.of("depth", "10", "drops", "50"));
    RecordingSubscriber called = new RecordingSubscriber();
    Bus alerts = on.pubsub.bus(Preset.ALERTS);
    alerts.subscribe("incident_alerts:*", called);
    Subscription slow =
        on.pubsub.bus().subscribe("a", SubscribeOptions.DEFAULT.withCapacity(20), any -> {});
    slow.pause();
    publish(on.pubsub.bus(), 40);
    on.look(4);
    assertThat(states()).containsExactly("queue_depth firing", "drop_rate firing");
    assertThat(on.alerts()).contains("\"incident\":\"pubsub/n1/incident/");

    slow.resume();
    await().atMost(PATIENCE).until(() -> on.pubsub.bus().stats().waitingMax() == 0);
    on.look(30);
    await().atMost(PATIENCE).until(() -> called.signals().size() == 2);
    assertThat(called.signals()).extracting(Signal::topic).containsOnly("incident_alerts:warning");
    assertThat(called.signals())
        .extracting(Signal::type)
        .containsExactly("incident_opened", "incident_closed");
    assertThat(((Map<?, ?>) called.signals().get(0).payload()).get("count")).isEqualTo(2);
    assertThat(on.alerts()).doesNotContain("incident");
  }

  @Test
  void nothingCanBePromisedOfABusThatIsNotThere() {
    for (String bus : List.of("nowhere", "alerts")) {
      assertThatThrownBy(() -> new WatchedPlatform(Map.of("objectives", bus + " deliveries 99")))
          .hasStackTraceContaining("'" + bus + "', and no such bus is looked at");
    }
  }

  @Test
  void refusalsAreCountedAmongAllThatWasToBePublished() {
    Bus bus = on.pubsub.bus();
    publish(bus, 20);
    IntStream.range(0, 30).forEach(i -> bus.publish("a::b", i));
    on.look(4);
    assertThat(states()).containsExactly("failed_publications firing");
    assertThat(told().get(0).get("value")).isEqualTo(60.0);
  }

  @Test
  void aFewLossesAreNoRate() {
    on.pubsub.bus().publish("a::b", 1);
    on.look(10);
    assertThat(states()).isEmpty();
  }

  @Test
  void theHeapIsLookedAt() {
    reopen(Map.of("heap", "1", "after", "0s"));
    int part = (int) (Runtime.getRuntime().maxMemory() / 400);
    List<byte[]> ballast = IntStream.range(0, 8).mapToObj(i -> new byte[part]).toList();
    on.look(1);
    assertThat(states()).containsExactly("heap firing");
    assertThat(heard.signals().get(0).topic()).isEqualTo("system_alerts:critical");
    Health health = on.pubsub.gateway().health().get(0).health();
    assertThat(health.state()).isEqualTo(Health.State.DEGRADED);
    assertThat(health.detail()).contains("% of the heap are used");
    assertThat(ballast).hasSize(8);
  }

  @Test
  void aRateOfPublishesThatIsUnusualIsToldOnlyOfBusesOfApplications() {
    reopen(Map.of("volume", "5"));
    for (int i = 0; i < 2 * Usual.WARM_UP; i++) {
      publish(on.pubsub.bus(), 100);
      publish(on.pubsub.bus(Preset.LOGGING), 100);
      on.look(1);
    }
    on.look(8);
    assertThat(states()).containsExactly("volume firing");
    assertThat(told().get(0).get("bus")).isEqualTo("default");
  }

  @Test
  void alertsAreNotFedByTheirOwnBus() {
    Bus alerts = on.pubsub.bus(Preset.ALERTS);
    IntStream.range(0, 100).forEach(i -> alerts.publish("a::b", i));
    on.look(10);
    assertThat(states()).isEmpty();
  }

  @Test
  void anOpenBreakerIsToldUntilItIsClosed() {
    breaker("circuit_breaker_open");
    on.look(4);
    breaker("circuit_breaker_half_open");
    on.look(4);
    assertThat(states()).containsExactly("breaker_open firing");
    assertThat(told().get(0).get("subject")).isEqualTo("b1");

    breaker("circuit_breaker_closed");
    on.look(5);
    assertThat(states()).containsExactly("breaker_open firing", "breaker_open cleared");
  }

  private void breaker(String type) {
    tellHealth("circuit_breaker_status:b1", type, Map.of("bus", "default", "breaker", "b1"));
  }

  private void tellHealth(String topic, String type, Map<String, ?> fields) {
    Bus health = on.pubsub.bus(Preset.HEALTH);
    long delivered = health.stats().delivered();
    on.pubsub.gateway().tell("health", topic, type, fields);
    await().atMost(PATIENCE).until(() -> health.stats().delivered() > delivered);
  }

  @Test
  void whatOthersPublishOnTheBusOfHealthIsNotBelieved() {
    Bus health = on.pubsub.bus(Preset.HEALTH);
    health.publish(
        "circuit_breaker_status:b1",
        Map.of("bus", "default", "breaker", "b1"),
        PublishOptions.ofType("circuit_breaker_open"));
    await().atMost(PATIENCE).until(() -> health.stats().delivered() > 0);
    on.look(10);
    assertThat(states()).isEmpty();
  }

  @Test
  void aSubscriberThatWasCutOffIsMissedUntilOneIsThereAgain() {
    tellHealth(
        "subscription_health:default:a",
        "disconnected",
        Map.of("bus", "default", "subscription_name", "a"));
    on.look(4);
    assertThat(states()).containsExactly("subscriber_gone firing");

    on.pubsub.bus().subscribe("a", any -> {});
    on.look(5);
    assertThat(states()).containsExactly("subscriber_gone firing", "subscriber_gone cleared");
  }

  @Test
  void aNodeThatIsToldToEndSaysFirstThatItLeaves() {
    Map<String, Boolean> nodes =
        on.pubsub.gateway().roster(Nodes.ROSTER, new Nodes.Codec()).entries();
    assertThat(nodes).isEqualTo(Map.of("n1", true));
    on.pubsub.drain(Duration.ZERO);
    assertThat(nodes).isEqualTo(Map.of("n1", false));
  }

  @Test
  void whereNoneAreWantedThereAreNone() {
    reopen(Map.of("interval", "0s"));
    assertThat(on.pubsub.gateway().endpoints())
        .noneMatch(each -> each.path().toString().equals("/api/alerts"));
  }

  @Test
  void whatIsOffIsNotLookedAt() {
    reopen(Map.of("depth", "0", "drops", "0", "refusals", "0", "missed", "0s"));
    on.pubsub.bus().subscribe("a", SubscribeOptions.DEFAULT.withCapacity(900), any -> {}).pause();
    publish(on.pubsub.bus(), 2000);
    IntStream.range(0, 1000).forEach(i -> on.pubsub.bus().publish("a::b", i));
    breaker("circuit_breaker_open");
    on.look(10);
    assertThat(states()).isEmpty();
  }
}
