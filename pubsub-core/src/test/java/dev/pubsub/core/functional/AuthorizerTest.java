package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.ReplayRequest;
import dev.pubsub.StartAt;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Authorizer;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Operation;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Whether somebody may ever do something. */
final class AuthorizerTest {

  private static final Authorizer NOT_SECRETS =
      (operation, bus, principal, resource) ->
          principal.equals("anna") && resource.startsWith("secret")
              ? Optional.of("anna keeps away from secrets")
              : Optional.empty();

  private final List<Operation> asked = new CopyOnWriteArrayList<>();

  private PubSub open(Authorizer... authorizers) {
    Contributions.Builder contributions =
        Contributions.builder()
            .gate(
                (operation, bus, principal, resource, priority) -> {
                  asked.add(operation);
                  return Admission.GRANTED;
                });
    List.of(authorizers).forEach(contributions::authorizer);
    Plugin plugin =
        new Plugin() {
          @Override
          public String id() {
            return "law";
          }

          @Override
          public Contributions install(Environment environment) {
            return contributions.build();
          }
        };
    return PubSub.builder().discover(false).plugin(plugin).open();
  }

  private static void assertForbidden(ThrowingCallable what) {
    assertThatThrownBy(what)
        .isInstanceOf(PubSubException.class)
        .hasMessageContaining("anna keeps away from secrets")
        .extracting(e -> ((PubSubException) e).code())
        .isEqualTo(StandardError.FORBIDDEN);
  }

  @Test
  void whatIsForbiddenIsRefusedBeforeAnyGateIsAsked() {
    try (PubSub pubsub = open(NOT_SECRETS)) {
      Bus anna = pubsub.bus().as(new Principal("anna"));
      assertThat(anna.publish("secret", 1))
          .isInstanceOfSatisfying(
              Rejected.class,
              refused -> assertThat(refused.code()).isEqualTo(StandardError.FORBIDDEN));
      assertForbidden(() -> anna.subscribe("secret:*", delivery -> {}));
      assertThat(asked).isEmpty();
      assertThat(anna.publish("open", 1)).isInstanceOf(Accepted.class);
      assertThat(pubsub.bus().publish("secret", 1)).isInstanceOf(Accepted.class);
      assertThat(asked).containsExactly(Operation.PUBLISH, Operation.PUBLISH);
    }
  }

  @Test
  void whoMayNotHearWhatIsLiveMayNotReadWhatIsKept() {
    try (PubSub pubsub = open(NOT_SECRETS)) {
      Bus anna = pubsub.bus().as(new Principal("anna"));
      assertForbidden(() -> anna.history("secret", StartAt.last(1), 1));
      SignalId secret = ManualBus.accepted(pubsub.bus().publish("secret", 1)).id();
      asked.clear();
      assertForbidden(() -> anna.trace(secret));
      assertForbidden(() -> anna.replay(new ReplayRequest("secret:*", StartAt.last(1), "copy", 0)));
      assertThat(anna.history("open", StartAt.last(1), 1).entries()).isEmpty();
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void anAuthorizerThatFailsForbids() {
    Authorizer broken =
        (operation, bus, principal, resource) -> {
          throw new IllegalStateException("out of order");
        };
    try (PubSub pubsub = open(broken)) {
      assertThat(pubsub.bus().publish("t", 1))
          .isInstanceOfSatisfying(
              Rejected.class,
              refused -> assertThat(refused.code()).isEqualTo(StandardError.FORBIDDEN));
    }
  }
}
