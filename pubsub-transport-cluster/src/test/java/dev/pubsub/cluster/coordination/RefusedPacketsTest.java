package dev.pubsub.cluster.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.cluster.wire.Node;
import dev.pubsub.cluster.wire.Wire;
import dev.pubsub.testkit.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RefusedPacketsTest {

  private static final List<String> VOTERS = List.of("a", "b", "c");
  private static final Node B = new Node("b", 1);
  private static final int VERSION = 1;
  private static final int KIND = 6;

  private final CoordinationNode node =
      new CoordinationNode(
          "guest",
          new CoordinationSetup(
              VOTERS, "", Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)),
          new Nowhere(),
          new ManualTime(),
          Runnable::run,
          new Random(1));

  private void take(byte[] packet) {
    node.frame(B, packet, 0, packet.length);
  }

  private static byte[] nudge(List<String> voters) {
    return new PacketCodec(voters.hashCode()).write(new Packet.Nudge(1));
  }

  private static byte[] with(int at, int value) {
    byte[] packet = nudge(VOTERS);
    packet[at] = (byte) value;
    return packet;
  }

  @Test
  void packetsThatAreNotUnderstoodAreCountedAndHarmNothing() {
    take(with(VERSION, 2));
    take(with(KIND, 99));
    take(nudge(List.of("a", "b", "other")));
    take(new byte[] {nudge(VOTERS)[0]});
    assertThat(node.stats()).isEqualTo(new CoordinationStats(VOTERS, false, "", 0, 0, 4));

    take(nudge(VOTERS));
    assertThat(node.stats().refused()).isEqualTo(4);
  }

  /** A wire to nobody. */
  private static final class Nowhere implements Wire {

    @Override
    public void open(Events events) {}

    @Override
    public boolean isOpenTo(Node to) {
      return false;
    }

    @Override
    public void send(Node to, byte[] frame) throws IOException {
      throw new IOException("there is nobody");
    }

    @Override
    public void close() {}
  }
}
