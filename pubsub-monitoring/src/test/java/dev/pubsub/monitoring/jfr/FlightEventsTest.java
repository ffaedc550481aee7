package dev.pubsub.monitoring.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Bus;
import dev.pubsub.DropReason;
import dev.pubsub.Overflow;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.core.Preset;
import dev.pubsub.core.PubSub;
import dev.pubsub.monitoring.MonitoringPlugin;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FlightEventsTest {

  private static final SubscribeOptions ONE = SubscribeOptions.DEFAULT.withCapacity(1);

  private final ManualTime time = new ManualTime();
  private final PubSub pubsub = open("n1");
  private final Bus bus = pubsub.bus();

  private PubSub open(String node) {
    return PubSub.builder()
        .discover(false)
        .presets()
        .plugin(new MonitoringPlugin())
        .scheduler(time)
        .set("pubsub.node", node)
        .open();
  }

  @AfterEach
  void close() {
    pubsub.close();
  }

  private static void publish(Bus bus, int count) {
    IntStream.range(0, count).forEach(i -> bus.publish("a", i));
  }

  private void overflow(int count) {
    long before = lost();
    bus.subscribe("a", ONE, any -> {}).pause();
    publish(bus, count + 1);
    await().until(() -> lost() == before + count);
  }

  private long lost() {
    return bus.stats().dropped().getOrDefault(DropReason.OVERFLOW, 0L);
  }

  @Test
  void whatABusDidIsRecordedAsOneEvent() {
    Recorded recorded =
        Recorded.during(
            "n1",
            () -> {
              overflow(4);
              bus.publish("a::b", 1);
              time.advance(Duration.ofSeconds(3));
            });

    RecordedEvent batch = recorded.batch("default");
    assertThat(batch.getLong("published")).isEqualTo(5);
    assertThat(batch.getLong("rejected")).isEqualTo(1);
    assertThat(batch.getLong("delivered")).isZero();
    assertThat(batch.getLong("dropped")).isEqualTo(4);
    assertThat(batch.getLong("queueDepth")).isEqualTo(1);
    assertThat(batch.getDuration("interval")).isEqualTo(Duration.ofSeconds(3));
    assertThat(recorded.batch("audit").getLong("published")).isZero();
  }

  @Test
  void lossesAreRecordedByReason() {
    bus.subscribe(
        "b",
        any -> {
          throw new IllegalStateException("broken");
        });
    Recorded recorded =
        Recorded.during(
            "n1",
            () -> {
              overflow(4);
              bus.publish("b", 1);
              await().until(() -> bus.stats().dropped().containsKey(DropReason.FAILED));
            });

    assertThat(recorded.of("Drops", "default"))
        .extracting(event -> event.getString("reason") + " " + event.getLong("count"))
        .containsExactlyInAnyOrder("overflow 4", "failed 1");
  }

  @Test
  void eachEventIsOfWhatCameAfterTheOneBefore() {
    Recorded.during("n1", () -> overflow(4));
    time.advance(Duration.ofSeconds(1));

    Recorded recorded = Recorded.during("n1", () -> publish(bus, 2));
    assertThat(recorded.batch("default").getLong("published")).isEqualTo(2);
    assertThat(recorded.batch("default").getDuration("interval")).isEqualTo(Duration.ofSeconds(1));
    assertThat(recorded.of("Drops", "default"))
        .extracting(event -> event.getLong("count"))
        .containsExactly(2L);
    assertThat(Recorded.during("n1", () -> {}).of("Drops", "default")).isEmpty();
  }

  @Test
  void whoIsCutOffIsRecorded() {
    RecordingSubscriber health = new RecordingSubscriber();
    pubsub.bus(Preset.HEALTH).subscribe("subscription_health:**", health);
    Recorded recorded =
        Recorded.during(
            "n1",
            () -> {
              bus.subscribe("a", ONE.withOverflow(Overflow.DISCONNECT), any -> {}).pause();
              publish(bus, 2);
              // Told after whatever looks on.
              await().until(() -> health.signals().size() == 1);
            });

    assertThat(recorded.of("SlowSubscriber", "default"))
        .extracting(event -> event.getString("pattern") + " " + event.getString("state"))
        .containsExactly("a disconnected");
  }

  private void tell(String state, String before) {
    pubsub
        .gateway()
        .tell(
            "health",
            "circuit_breaker_status:b1",
            "circuit_breaker_" + state,
            Map.of(
                "bus",
                "default",
                "breaker",
                "b1",
                "metadata",
                Map.of("state", state, "previous_state", before, "reason", "failures")));
  }

  @Test
  void breakersThatChangeAreRecordedAsThePlatformTells() {
    Bus health = pubsub.bus(Preset.HEALTH);
    Recorded recorded =
        Recorded.during(
            "n1",
            () -> {
              health.publish("circuit_breaker_status:b2", Map.of("metadata", Map.of()));
              tell("open", "closed");
              tell("half_open", "open");
              // Alerts hears of them, too.
              await().until(() -> health.stats().delivered() == 6);
            });

    assertThat(recorded.of("BreakerChange", "default"))
        .extracting(
            event -> event.getString("breaker"),
            event -> event.getString("previousState") + ">" + event.getString("state"),
            event -> event.getString("reason"))
        .containsExactly(
            tuple("b1", "closed>open", "failures"), tuple("b1", "open>half_open", "failures"));
    assertThat(recorded.of("BreakerChange", "")).isEmpty();
  }

  @Test
  void aNodeThatIsClosedRecordsNothing() {
    PubSub other = open("n2");
    assertThat(Recorded.during("n2", () -> {}).all()).isNotEmpty();
    other.close();
    assertThat(Recorded.during("n2", () -> {}).all()).isEmpty();
  }

  /** Its classes are not even loaded, which would be a tenth of a second of each start. */
  @Test
  void withoutARecordingThereAreNoEvents() throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                Cutting.class.getName())
            .redirectErrorStream(true)
            .start();
    List<String> loaded =
        new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.contains("dev.pubsub.monitoring.jfr."))
            .toList();
    assertThat(program.waitFor()).isZero();
    assertThat(loaded)
        .anyMatch(line -> line.contains("jfr.Subscribers"))
        .noneMatch(line -> line.contains("jfr.PublishBatch"))
        .noneMatch(line -> line.contains("jfr.SlowSubscriber"));
  }

  /** A program in which a subscriber is cut off, and nobody records. */
  static final class Cutting {

    private Cutting() {}

    public static void main(String[] args) {
      try (PubSub pubsub = PubSub.builder().discover(false).plugin(new MonitoringPlugin()).open()) {
        pubsub.bus().subscribe("a", ONE.withOverflow(Overflow.DISCONNECT), any -> {}).pause();
        publish(pubsub.bus(), 2);
        while (!pubsub.bus().stats().subscriptions().isEmpty()) {
          Thread.onSpinWait();
        }
      }
    }
  }
}
