package dev.pubsub.core.functional;

import static dev.pubsub.core.functional.Told.PATIENCE;
import static dev.pubsub.core.functional.Told.fields;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Bus;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.core.Preset;
import dev.pubsub.signal.Signal;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the bus {@code metrics} hears of subscriptions that are behind, and of the process. */
final class BacklogFeedTest {

  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final ManualBus on = new ManualBus("pubsub.presets", "true");

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void metricsHearOfSubscriptionsForWhichSomethingWaits() throws Exception {
    RecordingSubscriber metrics = Told.by(on.pubsub, Preset.METRICS, "**");
    hold(on.bus, "orders:*", 3);
    hold(on.bus, "orders:*", 2);
    hold(on.pubsub.bus(Preset.METRICS), "own", 2);
    on.bus.subscribe("quiet", delivery -> {});
    on.publish("orders:1", 0, 10);
    on.pubsub.bus(Preset.METRICS).publish("own", 1);
    on.time.advance(INTERVAL);

    Signal told = one(backlogs(metrics.await(11 + 1 + 1 + 1, PATIENCE)));
    assertThat(told.topic()).isEqualTo("subscription_metrics:default:orders:%2A");
    assertThat(fields(told))
        .containsEntry("event_type", "backlog")
        .containsEntry("bus", "default")
        .containsEntry("subscription_name", "orders:*")
        .extractingByKey("metadata", InstanceOfAssertFactories.MAP)
        .containsEntry("principal", "application")
        .containsEntry("waiting", 3L)
        .containsEntry("capacity", 3)
        .containsEntry("dropped", 7L);
  }

  @Test
  void ofManyThatAreBehindTheFurthestAreTold() throws Exception {
    RecordingSubscriber metrics = Told.by(on.pubsub, Preset.METRICS, "**");
    for (int i = 0; i < 12; i++) {
      hold(on.bus, "orders:" + i, 100);
      on.publish("orders:" + i, 0, 3 + i);
    }
    on.time.advance(INTERVAL);

    assertThat(backlogs(metrics.await(11 + 10 + 1, PATIENCE)))
        .extracting(told -> fields(told).get("subscription_name"))
        .containsExactlyElementsOf(
            IntStream.iterate(11, i -> i > 1, i -> i - 1).mapToObj(i -> "orders:" + i).toList());
  }

  @Test
  void metricsHearWhatTheProcessDoes() throws Exception {
    RecordingSubscriber metrics = Told.by(on.pubsub, Preset.METRICS, "performance_metrics:*");
    on.time.advance(INTERVAL);

    Signal told = metrics.await(1, PATIENCE).get(0);
    assertThat(told.topic()).isEqualTo("performance_metrics:jvm");
    assertThat(fields(told))
        .containsEntry("event_type", "performance")
        .containsEntry("component", "jvm")
        .extractingByKey("metadata", InstanceOfAssertFactories.map(String.class, Number.class))
        .containsKeys("processors", "threads", "gc_count", "gc_time_ms")
        .allSatisfy((figure, value) -> assertThat(value.doubleValue()).isNotNegative())
        .hasEntrySatisfying("threads", threads -> assertThat(threads.intValue()).isPositive());
  }

  private void hold(Bus bus, String pattern, int capacity) {
    bus.subscribe(pattern, SubscribeOptions.DEFAULT.withCapacity(capacity), on.holding());
  }

  /** Of what came in a round, which ends with the figures of the process. */
  private static List<Signal> backlogs(List<Signal> round) {
    assertThat(round).last().extracting(Signal::topic).isEqualTo("performance_metrics:jvm");
    return round.stream()
        .filter(signal -> signal.topic().startsWith("subscription_metrics"))
        .toList();
  }

  private static Signal one(List<Signal> signals) {
    assertThat(signals).hasSize(1);
    return signals.get(0);
  }
}
