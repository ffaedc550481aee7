package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Responder;
import dev.pubsub.signal.Signal;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Questions and replies on time moved by hand. */
final class RequestTest {

  private final ManualBus manual = new ManualBus();

  @AfterEach
  void close() {
    manual.close();
  }

  @Test
  void aQuestionIsAnswered() throws Exception {
    manual.bus.respond("double", Responder.of(signal -> 2 * (int) signal.payload()));

    Signal reply = manual.bus.request("double", 21).get(10, TimeUnit.SECONDS);

    assertThat(reply.payload()).isEqualTo(42);
  }
}
