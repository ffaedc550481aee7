package dev.pubsub.verification.broken.ws;

import dev.pubsub.Bus;
import org.mockito.Mock;

/** A mock by annotation. */
final class AnnotatesAMockTest {
  @Mock Bus bus;
}
