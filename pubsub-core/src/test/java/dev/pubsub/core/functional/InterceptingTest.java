package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.DropReason;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.flow.Decision;
import dev.pubsub.spi.flow.Interceptor;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands in the way of signals that are published. */
final class InterceptingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RecordingSubscriber subscriber = new RecordingSubscriber();

  @Test
  void anInterceptorMayChangeWhatIsPublished() throws Exception {
    try (ManualBus on = intercepted(InterceptingTest::doubled)) {
      on.bus.subscribe("a", subscriber);
      on.publish("a", 21, 22);

      subscriber.await(1, PATIENCE);
      assertThat(subscriber.payloads()).containsExactly(42);
    }
  }

  @Test
  void anInterceptorMayTakeASignalOut() throws Exception {
    try (ManualBus on = intercepted((bus, signal) -> new Decision.Drop())) {
      on.bus.subscribe("a", subscriber);
      PublishResult result = on.bus.publish("a", 1);

      assertThat(ManualBus.accepted(result).matched()).isZero();
      assertThat(on.bus.stats().dropped()).isEqualTo(Map.of(DropReason.INTERCEPTED, 1L));
      assertThat(on.bus.stats().published()).isEqualTo(1);
      assertThat(subscriber.payloads()).isEmpty();
    }
  }

  @Test
  void anInterceptorMayRefuseASignal() throws Exception {
    Duration soon = Duration.ofSeconds(3);
    Decision no = new Decision.Reject(StandardError.BAD_OPTION, "not today", soon);
    try (ManualBus on = intercepted((bus, signal) -> no)) {
      assertThat(on.bus.publish("a", 1))
          .isEqualTo(new Rejected(StandardError.BAD_OPTION, "not today", soon));
      assertThat(on.bus.stats().published()).isZero();
      assertThat(on.bus.stats().rejected()).isEqualTo(1);
    }
  }

  @Test
  void theFirstWordAgainstASignalIsTheLast() throws Exception {
    Interceptor never =
        (bus, signal) -> {
          throw new AssertionError("asked about a signal that is out");
        };
    try (ManualBus on =
        ManualBus.with(
            Contributions.builder()
                .interceptor((bus, signal) -> new Decision.Drop())
                .interceptor(never)
                .build())) {
      assertThat(ManualBus.accepted(on.bus.publish("a", 1)).matched()).isZero();
    }
  }

  @Test
  void anInterceptorThatThrowsRefusesTheSignalAndHarmsNothingElse() throws Exception {
    try (ManualBus on =
        intercepted(
            (bus, signal) -> {
              if (signal.payload().equals(1)) {
                throw new IllegalStateException("thrown on purpose");
              }
              return new Decision.Pass(signal);
            })) {
      on.bus.subscribe("a", subscriber);
      PublishResult refused = on.bus.publish("a", 1);
      on.publish("a", 2, 3);

      assertThat(((Rejected) refused).code()).isEqualTo(StandardError.PLUGIN_FAILED);
      subscriber.await(1, PATIENCE);
      assertThat(subscriber.payloads()).containsExactly(2);
    }
  }

  private static Decision doubled(String bus, Signal signal) {
    return new Decision.Pass(signal.withPayload((int) signal.payload() * 2));
  }

  private static ManualBus intercepted(Interceptor interceptor) {
    return ManualBus.with(Contributions.builder().interceptor(interceptor).build());
  }
}
