package dev.pubsub.cluster.jgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which threads the messages of the protocols take. */
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

  private final Stack stack;
  private final JChannel channel;

  FrameBundlerTest() throws Exception {
    stack = new Stack(ALONE);
    channel = new JChannel(stack.protocols());
    channel.setName("bundler-test");
    channel.connect(ALONE.cluster());
  }

  @AfterEach
  void close() {
    channel.close();
  }

  @Test
  void whatIsSentAfterTheEndBeginsNoThread() throws Exception {
    sendToAStranger();
    assertThat(threads()).isPositive();

    channel.close();
    sendToAStranger();

    await().untilAsserted(() -> assertThat(threads()).isZero());
  }

  @Test
  void strangersHaveOnlySoManyThreads() throws Exception {
    for (int i = 0; i < 500; i++) {
      sendToAStranger();
    }

    await().untilAsserted(() -> assertThat(threads()).isBetween(1L, 60L));
  }

  private void sendToAStranger() throws Exception {
    stack.bundler().send(new BytesMessage(UUID.randomUUID(), new byte[1]));
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("pd-bundler") && name.contains("bundler-test"))
        .count();
  }
}
