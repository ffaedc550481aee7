package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamedBusesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void withoutSettingsThereIsTheDefaultBusAlone() {
    try (PubSub pubsub = PubSub.builder().open()) {
      assertThat(pubsub.buses()).containsExactly("default");
      assertThat(pubsub.bus("default")).isSameAs(pubsub.bus());
      assertThat(pubsub.bus().name()).isEqualTo("default");
    }
  }

  @Test
  void theDefaultBusComesFirstAndTheOthersAsTheyAreListed() {
    try (ManualBus on = new ManualBus("pubsub.buses", "audit, alerts")) {
      assertThat(on.pubsub.buses()).containsExactly("default", "audit", "alerts");
      assertThat(on.pubsub.gateway().buses()).isEqualTo(on.pubsub.buses());
      assertThat(on.pubsub.bus("audit").name()).isEqualTo("audit");
    }
  }

  @Test
  void whatIsPublishedOnOneBusIsUnknownToTheOthers() throws Exception {
    try (ManualBus on = new ManualBus("pubsub.buses", "audit")) {
      Bus audit = on.pubsub.bus("audit");
      RecordingSubscriber here = new RecordingSubscriber();
      RecordingSubscriber there = new RecordingSubscriber();
      on.bus.subscribe("**", here);
      audit.subscribe("**", there);
      on.bus.publish("a", "here");
      audit.publish("b", "there");

      assertThat(here.await(1, PATIENCE)).hasSize(1);
      assertThat(there.await(1, PATIENCE)).hasSize(1);
      assertThat(on.bus.topics().list("", 10)).extracting("name").containsExactly("a");
      assertThat(audit.topics().list("", 10)).extracting("name").containsExactly("b");
      assertThat(audit.stats().published()).isEqualTo(1);
      assertThat(audit.stats().subscriptions()).isEqualTo(Map.of("**", 1));
    }
  }

  @Test
  void aBusWhoseSubscribersHangKeepsNoOtherFromDelivering() throws Exception {
    try (ManualBus on = new ManualBus("pubsub.buses", "audit")) {
      HeldSubscriber held = on.holding();
      on.bus.subscribe("a", held);
      on.bus.publish("a", 0);
      held.awaitBlocked();
      RecordingSubscriber subscriber = new RecordingSubscriber();
      on.pubsub.bus("audit").subscribe("a", subscriber);
      on.pubsub.bus("audit").publish("a", 1);

      // Time stands still, so nobody takes the lane over.
      assertThat(subscriber.await(1, PATIENCE)).hasSize(1);
    }
  }

  @Test
  void aSessionIsOpenedOnTheBusThatIsNamed() {
    try (ManualBus on = new ManualBus("pubsub.buses", "audit");
        Session session = open(on.pubsub, "audit", 0)) {
      session.publish("a", 1);

      assertThat(session.name()).isEqualTo("audit");
      assertThat(on.pubsub.bus("audit").topics().count()).isEqualTo(1);
      assertThat(on.bus.topics().count()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Audit", "other"})
  void aBusThatIsNotThereIsRefusedWithThoseThatAre(String name) {
    try (ManualBus on = new ManualBus("pubsub.buses", "audit")) {
      for (PubSubException refusal :
          List.of(
              catchThrowableOfType(PubSubException.class, () -> on.pubsub.bus(name)),
              catchThrowableOfType(PubSubException.class, () -> open(on.pubsub, name, 0)))) {
        assertThat(refusal.code()).isEqualTo(StandardError.BUS_NOT_FOUND);
        assertThat(refusal).hasMessage("there is no bus of that name; there are: default, audit");
      }
    }
  }

  @Test
  void aBusHasWhatIsSetForItAndElseWhatIsSetForAll() {
    try (ManualBus on =
        new ManualBus(
            "pubsub.buses", "audit,alerts",
            "pubsub.topics.max", "2",
            "pubsub.bus.audit.topics.max", "1",
            "pubsub.bus.default.topics.max", "3",
            "pubsub.bus.alerts.session.capacity.max", "5")) {
      assertThat(topicsMadeOn(on.bus)).isEqualTo(3);
      assertThat(topicsMadeOn(on.pubsub.bus("audit"))).isEqualTo(1);
      assertThat(topicsMadeOn(on.pubsub.bus("alerts"))).isEqualTo(2);
      open(on.pubsub, "audit", 6).close();
      assertThat(catchThrowableOfType(PubSubException.class, () -> open(on.pubsub, "alerts", 6)))
          .hasMessage("the capacity of a session must be from 0 to 5");
    }
  }

  private static int topicsMadeOn(Bus bus) {
    for (int i = 0; i < 10; i++) {
      bus.publish("topic:" + i, i);
    }
    return bus.topics().count();
  }

  private static Session open(PubSub pubsub, String bus, int capacity) {
    return pubsub.gateway().open(bus, new Principal("ada"), SessionOptions.ofCapacity(capacity));
  }

  @Test
  void drainingWaitsForEveryBusAndClosingClosesThemAll() throws Exception {
    try (ManualBus on = new ManualBus("pubsub.buses", "audit")) {
      Bus audit = on.pubsub.bus("audit");
      HeldSubscriber held = on.holding();
      audit.subscribe("a", held);
      audit.publish("a", 1);
      held.awaitBlocked();

      assertThat(on.pubsub.drain(Duration.ofMillis(20))).isFalse();
      held.release();
      assertThat(on.pubsub.drain(PATIENCE)).isTrue();
      on.pubsub.close();
      assertThat(ManualBus.refused(audit.publish("a", 2))).isEqualTo(StandardError.CLOSED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Audit", "a,a", "a,,b", "default", "1st", "a.b", "a b", ","})
  void aListThatIsNotOneOfNamesIsRefused(String names) {
    assertThat(refusal("pubsub.buses", names))
        .hasMessageStartingWith("pubsub.buses: '" + names + "' is not a list of different names");
  }

  @Test
  void allThatIsWrongWithTheBusesIsToldAtOnce() {
    assertThat(
            refusal(
                    "pubsub.buses", "audit,Alerts",
                    "pubsub.bus.audit.capacity", "0",
                    "pubsub.bus.audit.overflow", "as-configured",
                    "pubsub.bus.audit.soft-limit", "101",
                    "pubsub.bus.audit.topics.mode", "closed",
                    "pubsub.bus.audit.history", "room:*",
                    "pubsub.bus.adit.capacity", "1",
                    "pubsub.bus.audit.buses", "a",
                    "pubsub.bus.ledger.capacity", "1")
                .getMessage()
                .lines()
                .map(line -> line.replaceAll(" is not .*", " is not")))
        .containsExactlyInAnyOrder(
            "pubsub.buses: 'audit,Alerts' is not",
            "pubsub.bus.audit.capacity: '0' is not",
            "pubsub.bus.audit.overflow: 'as-configured' is not",
            "pubsub.bus.audit.soft-limit: '101' is not",
            "pubsub.bus.audit.topics.mode: 'closed' is not",
            "pubsub.bus.audit.history: 'room:*' is not",
            "unknown setting pubsub.bus.adit.capacity, did you mean pubsub.bus.audit.capacity?",
            "unknown setting pubsub.bus.audit.buses, did you mean pubsub.bus.audit.lanes?",
            "unknown setting pubsub.bus.ledger.capacity");
  }

  private static PubSubException refusal(String... settings) {
    PubSubBuilder builder = PubSub.builder();
    for (int i = 0; i < settings.length; i += 2) {
      builder.set(settings[i], settings[i + 1]);
    }
    PubSubException refusal = catchThrowableOfType(PubSubException.class, builder::open);
    assertThat(refusal.code()).isEqualTo(StandardError.BAD_SETTINGS);
    return refusal;
  }
}
