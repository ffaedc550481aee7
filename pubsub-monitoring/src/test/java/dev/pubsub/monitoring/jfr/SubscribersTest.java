package dev.pubsub.monitoring.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.spi.flow.Observer;
import dev.pubsub.testkit.ObserverContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SubscribersTest extends ObserverContract {

  @Override
  protected Observer observer() {
    return new Subscribers("n1");
  }

  @Test
  void whoDoesNotKeepUpIsRecordedAndWhoComesAndGoesIsNot() {
    Observer observer = observer();
    Recorded recorded =
        Recorded.during(
            "n1",
            () -> {
              observer.happened(new BusEvent.Subscribed("default", "a"));
              observer.happened(new BusEvent.Overtaken("default", "a"));
              observer.happened(new BusEvent.Quarantined("default", "a", Duration.ofSeconds(1)));
              observer.happened(new BusEvent.Recovered("default", "a"));
              observer.happened(new BusEvent.Disconnected("default", "b:*"));
              observer.happened(new BusEvent.Unsubscribed("default", "a"));
            });

    assertThat(recorded.of("SlowSubscriber", "default"))
        .extracting(event -> event.getString("pattern") + " " + event.getString("state"))
        .containsExactly("a overtaken", "a quarantined", "a recovered", "b:* disconnected");
    assertThat(recorded.all()).hasSize(4);
  }
}
