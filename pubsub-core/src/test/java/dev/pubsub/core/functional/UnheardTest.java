package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.StartAt;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.edge.Link;
import dev.pubsub.spi.flow.Decision;
import dev.pubsub.spi.flow.Observer;
import dev.pubsub.testkit.RecordingObserver;
import dev.pubsub.testkit.RecordingObserver.Published;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What is published where nobody is subscribed takes a shorter way, from the second signal on, on
 * which nothing is missed.
 */
final class UnheardTest {

  private static final String TRACES = "pubsub.trace.rate";

  private static Accepted publish(ManualBus on) {
    return (Accepted) on.bus.publish("a", "x");
  }

  @Test
  void itIsCountedAndToldAndHasAnIdentityOfItsOwn() throws Exception {
    RecordingObserver observer = new RecordingObserver();
    try (ManualBus on =
        ManualBus.with(Contributions.builder().observer(observer).build(), TRACES, "0")) {
      Accepted first = publish(on);
      Accepted second = publish(on);

      assertThat(first.matched()).isZero();
      assertThat(first.dropped()).isZero();
      assertThat(second.id()).isGreaterThan(first.id());
      assertThat(on.bus.stats().published()).isEqualTo(2);
      assertThat(on.bus.topics().find("a").orElseThrow().messageCount()).isEqualTo(2);
      assertThat(observer.seen(Published.class))
          .containsExactly(
              new Published("default", "a", 0, 0), new Published("default", "a", 0, 0));
    }
  }

  @Test
  void whoSubscribesHearsTheNext() throws Exception {
    try (ManualBus on = new ManualBus(TRACES, "0")) {
      publish(on);
      try (var subscription = on.bus.subscribe("*", delivery -> {})) {
        assertThat(publish(on).matched()).isEqualTo(1);
      }
      assertThat(publish(on).matched()).isZero();
    }
  }

  @Test
  void anotherNodeHearsTheNextOnceItWantsTo() throws Exception {
    OtherNodes elsewhere = new OtherNodes();
    try (ManualBus on = new ManualBus(TRACES, "0")) {
      Link link = on.pubsub.gateway().link("default", elsewhere);
      publish(on);
      assertThat(publish(on).matched()).isZero();

      elsewhere.wanted.add("a");
      link.reroute();
      assertThat(publish(on).matched()).isEqualTo(3);
    }
  }

  @Test
  void itIsKeptWhereThereIsAHistory() throws Exception {
    try (ManualBus on = new ManualBus(TRACES, "0", "pubsub.history", "a=10")) {
      publish(on);
      publish(on);

      assertThat(on.bus.history("a", StartAt.last(10), 10).entries()).hasSize(2);
    }
  }

  @Test
  void itIsTracedAsLongAsThereIsRoom() throws Exception {
    try (ManualBus on = new ManualBus(TRACES, "2")) {
      publish(on);
      Accepted traced = publish(on);
      Accepted untraced = publish(on);

      assertThat(on.bus.trace(traced.id())).hasSize(1);
      assertThat(on.bus.trace(untraced.id())).isEmpty();
    }
  }

  @Test
  void itIsRefusedAsIfItWereHeard() throws Exception {
    Contributions refusing =
        Contributions.builder()
            .interceptor(
                (bus, signal) ->
                    signal.payload().equals("x")
                        ? new Decision.Pass(signal)
                        : new Decision.Reject(StandardError.BAD_OPTION, "no", Duration.ZERO))
            .build();
    try (ManualBus on = ManualBus.with(refusing, TRACES, "0")) {
      publish(on);

      assertThat(on.bus.publish("a", "y")).isInstanceOf(Rejected.class);
    }
    try (ManualBus on = new ManualBus(TRACES, "0")) {
      PublishResult now = on.bus.publish("a", "x", PublishOptions.DEFAULT.fencedBy("leader", 2));
      PublishResult late = on.bus.publish("a", "x", PublishOptions.DEFAULT.fencedBy("leader", 1));

      assertThat(now).isInstanceOf(Accepted.class);
      assertThat(late).isInstanceOf(Rejected.class);
    }
  }

  @Test
  void someOfThemAreTimedForThoseWhoLookAtSamples() throws Exception {
    int[] samples = new int[1];
    Observer sampling =
        new Observer() {
          @Override
          public void sampled(String bus, String topic, int matched, long nanos) {
            samples[0]++;
          }
        };
    try (ManualBus on =
        ManualBus.with(Contributions.builder().observer(sampling).build(), TRACES, "0")) {
      IntStream.range(0, 640).forEach(i -> publish(on));

      assertThat(samples[0]).isBetween(4, 20);
    }
  }
}
