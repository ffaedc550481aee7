package dev.pubsub.cluster.jgroups;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.util.UUID;
import org.junit.jupiter.api.Test;

/** A bundler whose channel is closed. */
final class FrameBundlerTest {

  private static final Joining ALONE =
      new Joining(
          "alone",
          "127.0.0.1",
          31_000,
          100,
          Discovery.STATIC,
          List.of(),
          "",
          "",
          Duration.ofMillis(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          65_536);

  @Test
  void whatIsSentAfterTheEndBeginsNoThread() throws Exception {
    Stack stack = new Stack(ALONE);
    try (JChannel channel = new JChannel(stack.protocols())) {
      channel.setName("bundler-test");
      channel.connect(ALONE.cluster());
      stack.bundler().send(new BytesMessage(UUID.randomUUID(), new byte[1]));
      assertThat(threads()).isPositive();
    }

    stack.bundler().send(new BytesMessage(UUID.randomUUID(), new byte[1]));

    assertThat(threads()).isZero();
  }

  private static long threads() throws InterruptedException {
    long alive = 0;
    for (Thread each : Thread.getAllStackTraces().keySet()) {
      if (each.getName().startsWith("pd-bundler") && each.getName().contains("bundler-test")) {
        each.join(100);
        alive += each.isAlive() ? 1 : 0;
      }
    }
    return alive;
  }
}
