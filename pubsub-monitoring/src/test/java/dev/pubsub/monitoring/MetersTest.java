package dev.pubsub.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.DropReason;
import dev.pubsub.Principal;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import dev.pubsub.spi.edge.Gauge;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.testkit.ManualTime;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MetersTest {

  private final ManualTime time = new ManualTime();
  private final PubSub pubsub = open(Map.of());

  private PubSubBuilder builder() {
    return PubSub.builder()
        .discover(false)
        .plugin(new MonitoringPlugin())
        .scheduler(time)
        .set("pubsub.node", "n1")
        .set("pubsub.buses", "orders");
  }

  private PubSub open(Map<String, String> settings) {
    PubSubBuilder builder = builder();
    settings.forEach(builder::set);
    return builder.open();
  }

  @AfterEach
  void close() {
    pubsub.close();
  }

  private static EndpointResponse ask(PubSub node, Map<String, String> headers) {
    Endpoint endpoint =
        node.gateway().endpoints().stream()
            .filter(each -> each.path().toString().contains("/metrics"))
            .findFirst()
            .orElseThrow();
    try (Session session =
        node.gateway().open("default", new Principal("prometheus"), SessionOptions.ofCapacity(1))) {
      return endpoint
          .handler()
          .answer(new EndpointRequest(session, Map.of(), Map.of(), headers, new byte[0]));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** The lines of a scrape that are no comments, once the figures before are too old. */
  private List<String> scrape() {
    time.advance(Duration.ofSeconds(1));
    return new String(ask(pubsub, Map.of()).body(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  @Test
  void whatABusCountsIsShownByItsName() {
    Subscription full =
        pubsub.bus().subscribe("a", SubscribeOptions.DEFAULT.withCapacity(1), delivery -> {});
    full.pause();
    IntStream.range(0, 5).forEach(i -> pubsub.bus().publish("a", i));
    pubsub.bus().publish("a::b", 1);
    pubsub.bus("orders").publish("x", 1);
    await().until(() -> pubsub.bus().stats().dropped().get(DropReason.OVERFLOW) != null);

    assertThat(scrape())
        .contains(
            "pubsub_messages_published_total{bus=\"default\",node=\"n1\"} 5.0",
            "pubsub_messages_published_total{bus=\"orders\",node=\"n1\"} 1.0",
            "pubsub_messages_rejected_total{bus=\"default\",code=\"BAD_TOPIC\",node=\"n1\"} 1.0",
            "pubsub_messages_dropped_total{bus=\"default\",node=\"n1\",reason=\"overflow\"} 4.0",
            "pubsub_messages_dropped_total{bus=\"default\",node=\"n1\",reason=\"expired\"} 0.0",
            "pubsub_topics{bus=\"default\",node=\"n1\"} 1.0",
            "pubsub_subscriptions{bus=\"default\",node=\"n1\"} 1.0",
            "pubsub_queue_depth_max{bus=\"default\",node=\"n1\"} 1.0");
  }

  @Test
  void figuresAreOfOneCountForASecond() {
    pubsub.bus().publish("a", 1);
    assertThat(scrape()).anyMatch(line -> line.matches("pubsub_messages_published.*default.* 1.0"));
    pubsub.bus().publish("a", 1);
    String soon = new String(ask(pubsub, Map.of()).body(), StandardCharsets.UTF_8);
    assertThat(soon).containsPattern("pubsub_messages_published.*default.* 1.0");
    assertThat(scrape()).anyMatch(line -> line.matches("pubsub_messages_published.*default.* 2.0"));
  }

  /** Those of the JVM grow by themselves, such as with the first collection. */
  private List<String> ownNames() {
    return scrape().stream()
        .filter(line -> line.startsWith("pubsub_"))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .toList();
  }

  @Test
  void thereAreAsManyMetersForManyTopicsAsForFew() {
    pubsub.bus().publish("t:0", 0);
    List<String> before = ownNames();
    IntStream.range(0, 100_000).forEach(i -> pubsub.bus().publish("t:" + i, i));
    assertThat(ownNames()).isEqualTo(before).noneMatch(line -> line.contains("t:"));
  }

  @Test
  void whoAsksForOpenMetricsGetsThem() {
    EndpointResponse answer =
        ask(pubsub, Map.of("Accept", "application/openmetrics-text;version=1.0.0;q=0.5,*/*"));
    assertThat(answer.headers().get("Content-Type")).startsWith("application/openmetrics-text");
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).endsWith("# EOF\n");
    assertThat(ask(pubsub, Map.of()).headers().get("Content-Type")).startsWith("text/plain");
  }

  @Test
  void ownMetersAreShownToo() {
    MeterRegistry meters = pubsub.bus("orders").extension(MeterRegistry.class).orElseThrow();
    meters.counter("orders.shipped").increment(3);
    assertThat(pubsub.bus().extension(MeterRegistry.class)).containsSame(meters);
    assertThat(scrape()).contains("orders_shipped_total{node=\"n1\"} 3.0");
  }

  private double value(String meter) {
    return scrape().stream()
        .filter(line -> line.startsWith(meter))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void howPublishesWentIsShownOfASampleFromTheFirstQuestionOn() {
    for (int i = 0; i < 5; i++) {
      pubsub.bus().subscribe("a", SubscribeOptions.DEFAULT, delivery -> {}).pause();
    }
    IntStream.range(0, 640).forEach(i -> pubsub.bus().publish("a", i));
    assertThat(value("pubsub_publish_latency_seconds_count{bus=\"default\"")).isZero();

    IntStream.range(0, 640).forEach(i -> pubsub.bus().publish("a", i));
    double samples = value("pubsub_publish_latency_seconds_count{bus=\"default\"");
    assertThat(samples).isBetween(4.0, 20.0);
    String fanOut = "pubsub_publish_fanout";
    assertThat(scrape())
        .contains(
            fanOut + "_sum{bus=\"default\",node=\"n1\"} " + 5 * samples,
            fanOut + "_bucket{bus=\"default\",node=\"n1\",le=\"3.0\"} 0",
            fanOut + "_bucket{bus=\"default\",node=\"n1\",le=\"10.0\"} " + (int) samples,
            fanOut + "_count{bus=\"orders\",node=\"n1\"} 0");
  }

  /** Another plugin, with a gauge of its own. */
  private record Doors(AtomicLong open) implements Plugin {

    @Override
    public String id() {
      return "doors";
    }

    @Override
    public Contributions install(Environment environment) {
      return Contributions.builder()
          .gauge(new Gauge("open.now", "Doors that are open", open::get))
          .gauge(Gauge.counter("shut", "Doors that were shut", "how", "SLAMMED", open::get))
          .gauge(Gauge.counter("shut", "Doors that were shut", "how", "SOFTLY", () -> 0))
          .build();
    }
  }

  @Test
  void gaugesOfOtherPluginsAreShownToo() {
    AtomicLong doors = new AtomicLong(2);
    try (PubSub node = builder().plugin(new Doors(doors)).open()) {
      assertThat(new String(ask(node, Map.of()).body(), StandardCharsets.UTF_8))
          .contains(
              "# HELP pubsub_doors_open_now Doors that are open\n",
              "# TYPE pubsub_doors_open_now gauge\n",
              "pubsub_doors_open_now{node=\"n1\"} 2.0\n",
              "# TYPE pubsub_doors_shut_total counter\n",
              "pubsub_doors_shut_total{how=\"SLAMMED\",node=\"n1\"} 2.0\n",
              "pubsub_doors_shut_total{how=\"SOFTLY\",node=\"n1\"} 0.0\n");
      doors.set(3);
      assertThat(new String(ask(node, Map.of()).body(), StandardCharsets.UTF_8))
          .contains("pubsub_doors_open_now{node=\"n1\"} 3.0\n");
    }
  }

  @Test
  void theMachineIsMeasuredUnlessThatIsNotWanted() {
    assertThat(scrape())
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"))
        .noneMatch(line -> line.startsWith("system_cpu_count"));
    try (PubSub plain = open(Map.of("pubsub.plugin.monitoring.jvm", "false"))) {
      assertThat(new String(ask(plain, Map.of()).body(), StandardCharsets.UTF_8))
          .doesNotContain("jvm_")
          .contains("pubsub_topics");
    }
  }

  @Test
  void whereItIsNotWantedThereIsNothing() {
    try (PubSub without = open(Map.of("pubsub.plugin.monitoring.enabled", "false"))) {
      assertThat(without.gateway().endpoints()).isEmpty();
      assertThat(without.bus().extension(MeterRegistry.class)).isEmpty();
    }
  }
}
