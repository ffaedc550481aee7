package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.DropReason;
import dev.pubsub.Principal;
import dev.pubsub.Publication;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.Selection;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Admission.Refused;
import dev.pubsub.spi.flow.Gate;
import dev.pubsub.spi.flow.Operation;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What gates are asked about, and what comes of what they say. */
final class GatesTest {

  private static final Refused NOT_NOW =
      new Refused(StandardError.RATE_LIMITED, "too often", Duration.ofMillis(70), false);
  private static final Refused WAIT =
      new Refused(StandardError.RATE_LIMITED, "too often", Duration.ofMillis(70), true);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Admission answer = Admission.GRANTED;
  private final ManualBus on =
      new ManualBus(
          List.of(
              new Gatekeeping(
                  (operation, bus, principal, resource, priority) -> {
                    if (!principal.startsWith("system:")) {
                      asked.add(
                          String.join(
                              " ", "" + operation, bus, principal, resource, "" + priority));
                    }
                    return answer;
                  })));
  private final RecordingSubscriber received = new RecordingSubscriber();

  private record Gatekeeping(Gate gate) implements Plugin {
    @Override
    public String id() {
      return "gatekeeping";
    }

    @Override
    public Contributions install(Environment environment) {
      return Contributions.builder().gate(gate).build();
    }
  }

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void everyOperationIsAskedAboutWithWhoAndWhat() {
    on.bus.publish("a:b", 1, PublishOptions.DEFAULT.withPriority(Priority.LOW));
    on.bus.topics().create("c");
    try (Session session = on.session("alice", 10)) {
      Subscription subscription = session.subscribe("a:*", received);
      subscription.replace("a:**", Selection.ALL);
      session.admit(Operation.CREATE_AGENT, "worker");
    }
    on.pubsub.gateway().admit(Operation.CONNECT, "default", new Principal("bob"), "10.0.0.1");

    assertThat(asked)
        .containsExactly(
            "PUBLISH default application a:b LOW",
            "CREATE_TOPIC default application c NORMAL",
            "SUBSCRIBE default alice a:* NORMAL",
            "SUBSCRIBE default alice a:** NORMAL",
            "CREATE_AGENT default alice worker NORMAL",
            "CONNECT default bob 10.0.0.1 NORMAL");
  }

  @Test
  void aRefusedPublishReachesNobodyMakesNoTopicAndIsCountedByItsCode() {
    on.bus.subscribe("**", received);
    answer = NOT_NOW;

    Rejected rejected = (Rejected) on.bus.publish("never:seen", 1);
    assertThat(rejected)
        .isEqualTo(new Rejected(StandardError.RATE_LIMITED, "too often", Duration.ofMillis(70)));
    assertThat(on.bus.topics().find("never:seen")).isEmpty();
    assertThat(on.bus.stats().rejectedByCode()).containsEntry("RATE_LIMITED", 1L);
    assertThat(on.bus.stats().published()).isZero();
  }

  @Test
  void eachSignalOfABatchIsAskedAbout() {
    on.bus.publishAll(List.of(new Publication("a", 1), new Publication("a", 2)));

    assertThat(asked).hasSize(2);
  }

  @Test
  void whatIsShedIsAcceptedMatchesNobodyAndIsCounted() {
    on.bus.subscribe("**", received);
    answer = Admission.SHED;

    Accepted accepted = ManualBus.accepted(on.bus.publish("a", 1));
    assertThat(accepted.matched()).isZero();
    assertThat(on.bus.stats().published()).isOne();
    assertThat(on.bus.stats().dropped()).isEqualTo(Map.of(DropReason.SHED, 1L));
    assertThat(received.payloads()).isEmpty();
  }

  @Test
  void whatCannotBeATopicIsNotShedButRefused() {
    answer = Admission.SHED;

    assertThat(ManualBus.refused(on.bus.publish("a::b", 1))).isEqualTo(StandardError.BAD_TOPIC);
    assertThat(on.bus.stats().dropped()).isEmpty();
  }

  @Test
  void whoeverIsRefusedAnythingElseIsToldWhenToComeAgain() {
    answer = NOT_NOW;
    PubSubException refusal =
        catchThrowableOfType(PubSubException.class, () -> on.bus.subscribe("a", received));

    assertThat(refusal.code()).isEqualTo(StandardError.RATE_LIMITED);
    assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMillis(70));
    assertThat(catchThrowableOfType(PubSubException.class, () -> on.bus.topics().create("a")))
        .isNotNull();
    assertThat(on.bus.topics().count()).isZero();
    assertThat(on.bus.stats().subscriptions()).isEmpty();
  }

  @Test
  void onlyPublishesCanBeShed() {
    answer = Admission.SHED;
    PubSubException refusal =
        catchThrowableOfType(PubSubException.class, () -> on.bus.subscribe("a", received));

    assertThat(refusal.code()).isEqualTo(StandardError.OVERLOADED);
  }

  @Test
  void aPublisherWithPatienceWaitsUntilItIsLetThrough() {
    on.bus.subscribe("a", received);
    answer = WAIT;
    CompletableFuture<Void> let =
        CompletableFuture.runAsync(
            () -> {
              ManualBus.await(() -> asked.size() > 5);
              answer = Admission.GRANTED;
            },
            task -> new Thread(task).start());

    assertThat(
            ManualBus.accepted(
                    on.bus.publish(
                        "a", 1, PublishOptions.DEFAULT.waitingUpTo(Duration.ofSeconds(30))))
                .matched())
        .isOne();
    let.join();
  }

  @Test
  void aPublisherThatWaitsIsToldWhenTheBusIsClosed() {
    answer = WAIT;
    CompletableFuture<Void> close =
        CompletableFuture.runAsync(
            () -> {
              ManualBus.await(() -> asked.size() > 5);
              on.pubsub.close();
            },
            task -> new Thread(task).start());

    assertThat(
            ManualBus.refused(
                on.bus.publish("a", 1, PublishOptions.DEFAULT.waitingUpTo(Duration.ofDays(1)))))
        .isEqualTo(StandardError.CLOSED);
    close.join();
  }

  @Test
  void aPublisherWithoutPatienceAndOneThatMayNotWaitAreRefusedAtOnce() {
    answer = WAIT;
    assertThat(ManualBus.refused(on.bus.publish("a", 1))).isEqualTo(StandardError.RATE_LIMITED);
    answer = NOT_NOW;
    PublishOptions patient = PublishOptions.DEFAULT.waitingUpTo(Duration.ofDays(1));
    assertThat(ManualBus.refused(on.bus.publish("a", 1, patient)))
        .isEqualTo(StandardError.RATE_LIMITED);
    assertThat(asked).hasSize(2);
  }

  @Test
  void gatesAreAskedInTheirOrderAndTheFirstRefusalEndsTheAsking() {
    List<String> order = new CopyOnWriteArrayList<>();
    Contributions several =
        Contributions.builder()
            .gate(answering("first", Admission.GRANTED, order))
            .gate(answering("second", NOT_NOW, order))
            .gate(answering("third", Admission.SHED, order))
            .build();
    try (ManualBus guarded = ManualBus.with(several)) {
      assertThat(ManualBus.refused(guarded.bus.publish("a", 1)))
          .isEqualTo(StandardError.RATE_LIMITED);
      assertThat(order).containsExactly("first", "second");
    }
  }

  private static Gate answering(String name, Admission admission, List<String> order) {
    return (operation, bus, principal, resource, priority) -> {
      if (operation == Operation.PUBLISH && !principal.startsWith("system:")) {
        order.add(name);
      }
      return admission;
    };
  }

  @Test
  void aGateThatFailsRefusesWithTheCodeOfAPlugin() {
    try (ManualBus broken =
        new ManualBus(
            List.of(
                new Gatekeeping(
                    (operation, bus, principal, resource, priority) -> {
                      throw new IllegalStateException("broken on purpose");
                    })))) {
      assertThat(ManualBus.refused(broken.bus.publish("a", 1)))
          .isEqualTo(StandardError.PLUGIN_FAILED);
    }
  }
}
