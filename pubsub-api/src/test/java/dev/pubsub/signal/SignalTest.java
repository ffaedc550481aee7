package dev.pubsub.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

final class SignalTest {

  private static final SignalId ID = new SignalId(1, 2);

  @Test
  void aSignalCarriesItsPayloadByReference() {
    Object payload = new Object();

    assertThat(Signal.of(ID, "a", payload).payload()).isSameAs(payload);
  }

  @Test
  void aSignalIsChangedInACopyOneFieldAtATime() {
    Signal plain = Signal.of(ID, "a", "x");
    Signal full =
        plain
            .withType("moved")
            .withSource("me")
            .withKey("lamp")
            .withPriority(Priority.HIGH)
            .withPayload("y")
            .withTimeMillis(5)
            .withExpiresAtMillis(7);

    assertThat(full)
        .extracting(
            Signal::id, Signal::topic, Signal::type, Signal::source, Signal::key, Signal::priority)
        .containsExactly(ID, "a", "moved", "me", "lamp", Priority.HIGH);
    assertThat(full.payload()).isEqualTo("y");
    assertThat(full.timeMillis()).isEqualTo(5);
    assertThat(full.expiresAtMillis()).isEqualTo(7);
    assertThat(plain).isEqualTo(Signal.of(ID, "a", "x")).isNotEqualTo(full);
  }

  @Test
  void aSignalExpiresAtItsMomentOrNever() {
    Signal signal = Signal.of(ID, "a", "x");

    assertThat(signal.isExpiredAt(Long.MAX_VALUE)).isFalse();
    assertThat(signal.withExpiresAtMillis(7).isExpiredAt(6)).isFalse();
    assertThat(signal.withExpiresAtMillis(7).isExpiredAt(7)).isTrue();
  }

  @Test
  void nothingOfASignalIsMissing() {
    Signal plain = Signal.of(ID, "a", "x");
    refused("id", () -> Signal.of(null, "a", "x"));
    refused("topic", () -> Signal.of(ID, null, "x"));
    refused("payload", () -> Signal.of(ID, "a", null));
    refused("type", () -> plain.withType(null));
    refused("source", () -> plain.withSource(null));
    refused("key", () -> plain.withKey(null));
    refused("priority", () -> plain.withPriority(null));
  }

  private static void refused(String what, Runnable construction) {
    assertThatNullPointerException().isThrownBy(construction::run).withMessage(what);
  }
}
