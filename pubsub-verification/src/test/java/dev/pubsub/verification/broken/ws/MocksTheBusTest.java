package dev.pubsub.verification.broken.ws;

import dev.pubsub.Bus;
import org.mockito.Mockito;

/** A mock of our own. */
final class MocksTheBusTest {
  Bus bus() {
    return Mockito.mock(Bus.class);
  }
}
