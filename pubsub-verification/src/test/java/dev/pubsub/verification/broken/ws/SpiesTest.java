package dev.pubsub.verification.broken.ws;

import dev.pubsub.Bus;
import org.mockito.Mockito;

/** A mock of whatever it is. */
final class SpiesTest {
  Bus bus() {
    return Mockito.mock();
  }
}
