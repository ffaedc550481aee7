package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.core.PubSub;
import dev.pubsub.testkit.BusStress;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BusStressTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void nothingIsLostUncountedOrOutOfOrderBesideBadSubscribers(int lanes) throws Exception {
    ManualTime time = new ManualTime();
    try (PubSub pubsub =
        PubSub.builder()
            .scheduler(time)
            .clock(time.clock())
            .set("pubsub.lanes", Integer.toString(lanes))
            .open()) {
      BusStress.Report report =
          new BusStress(pubsub.bus(), 42, 3, 50_000, () -> time.advance(Duration.ofMillis(1)))
              .run();

      assertThat(report.faults()).isEmpty();
      assertThat(report.published()).isEqualTo(150_000);
    }
  }
}
