package dev.pubsub.core.functional;

import static dev.pubsub.core.functional.Told.PATIENCE;
import static dev.pubsub.core.functional.Told.fields;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pubsub.DeadLetters;
import dev.pubsub.ReplayRequest;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.core.Preset;
import dev.pubsub.core.feed.Feeds;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the platform tells of itself on buses of its own. */
final class FeedsTest {

  private final ManualBus on =
      new ManualBus(
          List.of(new Part()),
          "pubsub.presets",
          "true",
          "pubsub.feeds.interval",
          "10s",
          "pubsub.feeds.losses",
          "5");

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void systemAndLifecycleHearWhichPluginsRun() throws Exception {
    RecordingSubscriber system = listen(Preset.SYSTEM, "system_status:*");
    RecordingSubscriber lifecycle = listen(Preset.LIFECYCLE, "process_lifecycle:part");

    assertThat(system.await(2, PATIENCE))
        .extracting(signal -> signal.topic() + " " + signal.type())
        .containsExactly("system_status:part component_started", "system_status:pubsub started");
    Signal started = lifecycle.await(1, PATIENCE).get(0);
    assertThat(fields(started))
        .containsEntry("event_type", "process_started")
        .containsEntry("timestamp", ManualTime.START.toEpochMilli())
        .containsEntry("process_type", "plugin")
        .containsEntry("metadata", Map.of("restart_count", 0));
    assertThat(started.source()).isEqualTo("system:platform");

    assertThat(on.pubsub.drain(PATIENCE)).isTrue();
    assertThat(system.payloads()).hasSize(3).last().extracting("event_type").isEqualTo("draining");
  }

  @Test
  void lifecycleHearsOfSubscriptionsOnOtherBuses() throws Exception {
    RecordingSubscriber lifecycle = listen(Preset.LIFECYCLE, "process_lifecycle:subscriptions");
    on.bus.subscribe("orders:*", delivery -> {}).close();

    assertThat(lifecycle.await(2, PATIENCE))
        .extracting(Signal::type)
        .containsExactly("process_started", "process_stopped");
    assertThat(fields(lifecycle.signals().get(0)))
        .containsEntry("bus", "default")
        .containsEntry("subscription_name", "orders:*");
  }

  @Test
  void healthHearsOfSubscribersThatHangAndOfThoseThatThrowButNotOfItsOwn() throws Exception {
    RecordingSubscriber health = listen(Preset.HEALTH, "subscription_health:**");
    on.pubsub
        .bus(Preset.HEALTH)
        .subscribe(
            "**",
            delivery -> {
              throw new IllegalStateException("thrown on purpose");
            });
    HeldSubscriber held = on.holding();
    on.bus.subscribe("orders:*", held);
    on.bus.publish("orders:1", 1);
    held.awaitBlocked();
    on.advanceUntil(() -> !health.signals().isEmpty());

    Signal overtaken = health.signals().get(0);
    assertThat(overtaken.topic()).isEqualTo("subscription_health:default:orders:%2A");
    assertThat(fields(overtaken))
        .containsEntry("event_type", "overtaken")
        .containsEntry("subscription_name", "orders:*");
    assertThat(health.signals())
        .noneMatch(signal -> signal.topic().startsWith("subscription_health:health"));
  }

  @Test
  void auditHearsWhoDidWhatByHand() throws Exception {
    RecordingSubscriber audit = listen(Preset.AUDIT, "audit_trail:admin_operations");
    on.bus.topics().create("orders:1");
    on.bus.topics().create("orders:1");
    on.bus.topics().delete("orders:1");
    on.session("ada", 0).replay(new ReplayRequest("orders:*", StartAt.last(1), "again:1", 1));
    on.bus.subscribe("jobs", SubscribeOptions.DEFAULT.durable("worker"), delivery -> {}).close();
    on.bus.durableSubscriptions().remove("worker");
    on.bus.durableSubscriptions().remove("worker");

    assertThat(audit.await(4, PATIENCE))
        .extracting(Told::fields)
        .extracting(
            told -> told.get("user_id") + " " + told.get("action") + " " + told.get("resource"))
        .containsExactly(
            "application create_topic orders:1",
            "application delete_topic orders:1",
            "ada start_replay orders:* -> again:1",
            "application remove_durable_subscription worker");
    assertThat(fields(audit.signals().get(0)))
        .containsEntry("event_type", "admin_operation")
        .containsEntry("bus", "default");
  }

  @Test
  void auditHearsWhatWasDoneToDeadLetters() throws Exception {
    RecordingSubscriber audit = listen(Preset.AUDIT, "audit_trail:admin_operations");
    DeadLetters dead = on.bus.deadLetters();
    on.bus.subscribe(
        "jobs", SubscribeOptions.DEFAULT.acknowledged(), delivery -> delivery.reject("on purpose"));
    on.publish("jobs", 0, 5);
    ManualBus.await(() -> dead.count() == 5);
    List<Long> ids = dead.list("**", 0, 5).stream().map(DeadLetters.DeadLetter::id).toList();
    dead.purge(ids.get(0));
    dead.purge(ids.get(0));
    dead.redrive(ids.get(1));
    dead.redriveAll("jobs");
    dead.redriveAll("nothing");
    ManualBus.await(() -> dead.count() == 4);
    dead.purgeAll("**");
    dead.purgeAll("**");

    assertThat(audit.await(4, PATIENCE))
        .extracting(Told::fields)
        .extracting(told -> told.get("action") + " " + told.get("resource"))
        .containsExactly(
            "purge_dead_letter " + ids.get(0),
            "redrive_dead_letter " + ids.get(1),
            "redrive_dead_letters jobs",
            "purge_dead_letters **");
  }

  @Test
  void whatAuditDoesNotTakeIsLogged() {
    Logger logger = (Logger) LoggerFactory.getLogger(Feeds.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try (ManualBus other =
        new ManualBus("pubsub.buses", "audit", "pubsub.bus.audit.topics.mode", "declared")) {
      other.bus.topics().create("orders:1");

      assertThat(lines.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .singleElement()
          .asString()
          .contains("TOPIC_NOT_FOUND", "action=create_topic", "resource=orders:1");
    } finally {
      logger.detachAppender(lines);
    }
  }

  @Test
  void whatComponentsTellHasTheFieldsOfAllFactsAndOtherBusesAreToldNothing() throws Exception {
    RecordingSubscriber security = listen(Preset.SECURITY, "**");
    RecordingSubscriber others = new RecordingSubscriber();
    on.bus.subscribe("**", others);
    Map<String, ?> fields = Map.of("event_type", "forged", "reason", "none");
    on.pubsub.gateway().tell("default", "a", "refused", fields);
    on.pubsub.gateway().tell("none", "a", "refused", fields);
    on.pubsub.gateway().tell("security", "a", "refused", fields);

    assertThat(security.await(1, PATIENCE))
        .extracting(Told::fields)
        .containsExactly(
            Map.of(
                "event_type", "refused",
                "timestamp", ManualTime.START.toEpochMilli(),
                "reason", "none"));
    assertThat(others.signals()).isEmpty();
  }

  @Test
  void diagnosticsHearWhatTheMemoryIsUsedFor() throws Exception {
    RecordingSubscriber diagnostics = listen(Preset.DIAGNOSTICS, "diagnostics:memory_analysis");
    on.time.advance(Duration.ofSeconds(10));

    assertThat(fields(diagnostics.await(1, PATIENCE).get(0)).get("metadata"))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Long.class))
        .allSatisfy((figure, bytes) -> assertThat(bytes).isPositive())
        .containsOnlyKeys("heap_used_bytes", "heap_committed_bytes", "heap_max_bytes");
  }

  @Test
  void metricsHearTheFiguresOfEveryBusOnceInAWhile() throws Exception {
    RecordingSubscriber metrics = listen(Preset.METRICS, "throughput_stats:*");
    on.publish("a", 0, 20);
    on.time.advance(Duration.ofSeconds(9));
    assertThat(metrics.signals()).isEmpty();
    on.time.advance(Duration.ofSeconds(1));

    List<Signal> told = metrics.await(11, PATIENCE);
    assertThat(told)
        .extracting(Signal::topic)
        .containsExactlyInAnyOrderElementsOf(
            on.pubsub.buses().stream().map(bus -> "throughput_stats:" + bus).toList());
    Signal ofDefault =
        told.stream()
            .filter(signal -> signal.topic().equals("throughput_stats:default"))
            .findFirst()
            .orElseThrow();
    assertThat(fields(ofDefault).get("metadata"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("published", 20L)
        .containsEntry("published_per_second", 2.0);
  }

  @Test
  void alertsHearOfABusThatLosesMuch() throws Exception {
    RecordingSubscriber alerts = listen(Preset.ALERTS, "system_alerts:*");
    HeldSubscriber held = on.holding();
    on.bus.subscribe("a", SubscribeOptions.DEFAULT.withCapacity(1), held);
    on.publish("a", 0, 5);
    on.time.advance(Duration.ofSeconds(10));
    on.publish("a", 5, 10);
    on.time.advance(Duration.ofSeconds(10));

    assertThat(alerts.await(1, PATIENCE))
        .extracting(Signal::topic)
        .containsExactly("system_alerts:warning");
    assertThat(fields(alerts.signals().get(0)))
        .containsEntry("event_type", "losses")
        .containsEntry("severity", "warning")
        .containsEntry("component", "bus:default")
        .containsEntry("message", "5 deliveries were lost within 10000 ms")
        .containsEntry("metadata", Map.of("count", 5L));
  }

  @Test
  void whoWantsNoneOfItIsToldNothing() {
    try (ManualBus quiet = new ManualBus("pubsub.presets", "true", "pubsub.feeds", "false")) {
      quiet.bus.subscribe("a", delivery -> {}).close();
      quiet.time.advance(Duration.ofMinutes(1));

      assertThat(quiet.pubsub.buses())
          .allMatch(bus -> quiet.pubsub.bus(bus).stats().published() == 0);
    }
  }

  private RecordingSubscriber listen(Preset preset, String pattern) {
    return Told.by(on.pubsub, preset, pattern);
  }

  private record Part() implements Plugin {
    @Override
    public String id() {
      return "part";
    }

    @Override
    public Contributions install(Environment environment) {
      return Contributions.builder()
          .component(
              new Component() {
                @Override
                public void start(Gateway gateway) {}

                @Override
                public void stop() {}
              })
          .build();
    }
  }
}
