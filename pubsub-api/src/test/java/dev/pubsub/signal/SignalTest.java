package dev.pubsub.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

final class SignalTest {

  private static final SignalId ID = new SignalId(1, 2);

  @Test
  void aSignalCarriesItsPayloadByReference() {
    Object payload = new Object();

    assertThat(new Signal(ID, "a", "", "me", "", Priority.NORMAL, payload, 5).payload())
        .isSameAs(payload);
  }

  @Test
  void nothingOfASignalIsMissing() {
    refused("id", () -> new Signal(null, "a", "", "me", "", Priority.NORMAL, "x", 0));
    refused("topic", () -> new Signal(ID, null, "", "me", "", Priority.NORMAL, "x", 0));
    refused("type", () -> new Signal(ID, "a", null, "me", "", Priority.NORMAL, "x", 0));
    refused("source", () -> new Signal(ID, "a", "", null, "", Priority.NORMAL, "x", 0));
    refused("key", () -> new Signal(ID, "a", "", "me", null, Priority.NORMAL, "x", 0));
    refused("priority", () -> new Signal(ID, "a", "", "me", "", null, "x", 0));
    refused("payload", () -> new Signal(ID, "a", "", "me", "", Priority.NORMAL, null, 0));
  }

  private static void refused(String what, Runnable construction) {
    assertThatNullPointerException().isThrownBy(construction::run).withMessage(what);
  }
}
