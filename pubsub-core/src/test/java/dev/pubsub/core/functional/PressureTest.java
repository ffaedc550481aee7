package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Bus;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.flow.Pressure;
import dev.pubsub.spi.flow.PressureLevel;
import dev.pubsub.spi.flow.PressureSource.Sink;
import dev.pubsub.spi.flow.Relief;
import dev.pubsub.testkit.RecordingSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the bus itself gives up while resources are scarce. */
final class PressureTest {

  private final Gauges gauges = new Gauges();
  private final ManualBus on =
      new ManualBus(List.of(gauges), "pubsub.history", "a=100", "pubsub.durable.keep", "100");

  private static final class Gauges implements Plugin {

    private final List<Sink> sinks = new ArrayList<>();
    private final List<Pressure> seen = new ArrayList<>();
    private final Relief own =
        new Relief(PressureLevel.HIGH, Set.of(), "a little", () -> {}, () -> {});

    @Override
    public String id() {
      return "gauges";
    }

    @Override
    public Contributions install(Environment environment) {
      seen.add(environment.pressure());
      return Contributions.builder().pressureSource(sinks::add).relief(own).build();
    }

    void report(String resource, PressureLevel level) {
      sinks.forEach(sink -> sink.report(resource, level));
    }
  }

  @AfterEach
  void close() {
    on.close();
  }

  private int kept(Bus bus) {
    return bus.history("a", StartAt.last(1_000), 1_000).entries().size();
  }

  @Test
  void pluginsAndTheApplicationSeeWhatIsReported() {
    gauges.report("heap", PressureLevel.CRITICAL);

    assertThat(gauges.seen.get(0).level()).isEqualTo(PressureLevel.CRITICAL);
    assertThat(on.pubsub.pressure().levels()).containsEntry("heap", PressureLevel.CRITICAL);
  }

  @Test
  void theHistoryShrinksAtOnceAndGrowsAgainWithWhatComesLater() {
    on.publish("a", 0, 150);
    assertThat(kept(on.bus)).isEqualTo(100);
    gauges.report("heap", PressureLevel.HIGH);
    assertThat(kept(on.bus)).isEqualTo(50);
    gauges.report("heap", PressureLevel.CRITICAL);
    assertThat(kept(on.bus)).isEqualTo(10);
    on.publish("a", 150, 170);
    assertThat(kept(on.bus)).isEqualTo(10);
    gauges.report("heap", PressureLevel.HIGH);
    on.publish("a", 170, 270);
    assertThat(kept(on.bus)).isEqualTo(50);
    gauges.report("heap", PressureLevel.NORMAL);
    on.publish("a", 270, 470);

    assertThat(kept(on.bus)).isEqualTo(100);
  }

  @Test
  void aBusyProcessorIsNoReasonToForget() {
    on.publish("a", 0, 100);
    gauges.report("cpu", PressureLevel.CRITICAL);

    assertThat(kept(on.bus)).isEqualTo(100);
  }

  @Test
  void whatADurableSubscriptionNeedsIsKept() throws Exception {
    RecordingSubscriber received = new RecordingSubscriber();
    SubscribeOptions durable = SubscribeOptions.DEFAULT.durable("mine");
    on.bus.subscribe("a", durable, received).close();
    on.publish("a", 0, 80);
    gauges.report("heap", PressureLevel.CRITICAL);

    Subscription again =
        on.bus.subscribe(
            "a",
            durable,
            delivery -> {
              received.receive(delivery);
              delivery.ack();
            });
    ManualBus.await(() -> received.payloads().size() == 80);
    assertThat(again.recovered()).isTrue();
  }

  @Test
  void whatIsGivenUpIsListedByWhoGivesItUp() {
    assertThat(on.pubsub.reliefs().keySet()).containsExactly("bus", "gauges");
    assertThat(on.pubsub.reliefs().get("gauges")).containsExactly(gauges.own);
    assertThat(on.pubsub.reliefs().get("bus"))
        .extracting(Relief::level)
        .containsExactly(PressureLevel.HIGH, PressureLevel.CRITICAL);
  }
}
