package dev.pubsub.core.functional;

import static dev.pubsub.core.functional.Told.PATIENCE;
import static dev.pubsub.core.functional.Told.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.PublishResult;
import dev.pubsub.StartAt;
import dev.pubsub.core.Preset;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.edge.Authorizer;
import dev.pubsub.spi.flow.Operation;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the bus {@code security} hears of what authorizers refuse. */
final class AccessFeedTest {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Authorizer NOT_MALLORY =
      (operation, bus, principal, resource) ->
          principal.startsWith("mallory") ? Optional.of("mallory may nothing") : Optional.empty();

  private final ManualBus on =
      ManualBus.with(
          Contributions.builder().authorizer(NOT_MALLORY).build(), "pubsub.presets", "true");
  private final RecordingSubscriber security = Told.by(on.pubsub, Preset.SECURITY, "**");
  private final Bus mallory = on.bus.as(new Principal("mallory"));

  @AfterEach
  void close() {
    on.close();
  }

  private void refused(ThrowingCallable what) {
    assertThatThrownBy(what).isInstanceOf(PubSubException.class).hasMessageContaining("mallory");
    on.time.advance(PAUSE);
  }

  @Test
  void securityHearsWhoWantedWhatThatIsForbidden() throws Exception {
    mallory.publish("orders:1", "mine");
    on.time.advance(PAUSE);
    refused(() -> mallory.subscribe("orders:*", delivery -> {}));
    refused(() -> mallory.history("orders:1", StartAt.last(1), 1));
    refused(() -> mallory.topics().create("orders:2"));
    on.pubsub
        .gateway()
        .admit(Operation.ADMINISTER, "default", new Principal("mallory"), "connections.close");

    List<Signal> told = security.await(5, PATIENCE);
    assertThat(told)
        .extracting(signal -> signal.topic() + " " + fields(signal).get("operation"))
        .containsExactly(
            "access_violations:orders:1 publish",
            "access_violations:orders:%2A subscribe",
            "access_violations:orders:1 subscribe",
            "access_violations:orders:2 create_topic",
            "access_violations:connections.close administer");
    assertThat(fields(told.get(1)))
        .containsEntry("event_type", "access_violation")
        .containsEntry("reason", "FORBIDDEN")
        .containsEntry("user_id", "mallory")
        .containsEntry("bus", "default")
        .containsEntry("resource", "orders:*")
        .containsEntry("left_out", 0L);
  }

  @Test
  void aFloodIsToldOnceASecondWithHowManyWereLeftOut() throws Exception {
    for (int i = 0; i < 10; i++) {
      mallory.publish("orders:" + i, i);
    }
    on.time.advance(PAUSE);
    mallory.publish("orders:10", 10);

    assertThat(security.await(2, PATIENCE))
        .extracting(signal -> signal.topic() + " left out: " + fields(signal).get("left_out"))
        .containsExactly(
            "access_violations:orders:0 left out: 0", "access_violations:orders:10 left out: 9");
  }

  @Test
  void whatStrangersMakeUpTakesABoundedNumberOfTopicsOfBoundedLength() throws Exception {
    for (int i = 0; i < 21; i++) {
      mallory.publish(":\n*" + i + "x".repeat(1_000), i);
      on.time.advance(PAUSE);
    }
    mallory.publish(":\n*0" + "x".repeat(1_000), "again");

    List<Signal> told = security.await(22, PATIENCE);
    assertThat(told.get(0).topic()).startsWith("access_violations:%3A%0A%2A0xx").hasSize(168);
    assertThat(told.get(20).topic()).isEqualTo("access_violations:other");
    assertThat(fields(told.get(20)).get("resource")).asString().startsWith(":\n*20x");
    assertThat(told.get(21).topic()).isEqualTo(told.get(0).topic());
    assertThat(told).allMatch(signal -> fields(signal).get("resource").toString().length() == 200);
  }

  @Test
  void anAuthorizerThatBreaksIsNoOffenceOfWhoeverWasRefused() throws Exception {
    Authorizer broken =
        (operation, bus, principal, resource) -> {
          if (principal.equals("ada")) {
            throw new IllegalStateException("thrown on purpose");
          }
          return NOT_MALLORY.forbids(operation, bus, principal, resource);
        };
    try (ManualBus other =
        ManualBus.with(
            Contributions.builder().authorizer(broken).build(), "pubsub.presets", "true")) {
      RecordingSubscriber heard = Told.by(other.pubsub, Preset.SECURITY, "**");
      assertThat(other.bus.as(new Principal("ada")).publish("orders:1", "hers"))
          .isInstanceOf(PublishResult.Rejected.class);
      other.bus.as(new Principal("mallory")).publish("orders:2", "mine");

      assertThat(heard.await(1, PATIENCE))
          .extracting(
              signal -> fields(signal).get("user_id") + " " + fields(signal).get("left_out"))
          .containsExactly("mallory 0");
    }
  }

  @Test
  void theNamesOfInboxesAreNotTold() throws Exception {
    mallory.publish("$sys:inbox:a-secret", "forged");

    assertThat(security.await(1, PATIENCE))
        .extracting(signal -> signal.topic() + " " + fields(signal).get("resource"))
        .containsExactly("access_violations:$sys:inbox $sys:inbox");
  }

  @Test
  void securityIsNotToldOfItselfNorOfWhatNobodyTried() throws Exception {
    on.bus.subscribe("orders:1", on.holding());
    on.publish("orders:1", 0, 2);
    assertThat(mallory.furthestBehind(1)).isEmpty();
    Bus itself = on.pubsub.bus(Preset.SECURITY);
    itself.as(new Principal("mallory")).publish("orders:1", 1);
    mallory.publish("orders:2", 1);

    assertThat(security.await(1, PATIENCE))
        .extracting(signal -> signal.topic() + " left out: " + fields(signal).get("left_out"))
        .containsExactly("access_violations:orders:2 left out: 0");
  }
}
