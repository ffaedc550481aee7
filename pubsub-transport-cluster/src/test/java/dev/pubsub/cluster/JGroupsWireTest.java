package dev.pubsub.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.cluster.jgroups.Discovery;
import dev.pubsub.cluster.jgroups.JGroupsWire;
import dev.pubsub.cluster.jgroups.Joining;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.cluster.wire.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three nodes on the loopback, and frames alone. */
@Timeout(60)
final class JGroupsWireTest {

  /** More than may be on its way to a node. */
  private static final int MANY = 2_000;

  private static final int LENGTH = 8_192;

  private final int port = Ports.free();
  private final List<Ear> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(ear -> ear.wire.close());
  }

  @Test
  void framesOfAThreadArriveWholeAndInTheirOrder() throws IOException {
    Ear sender = open("a");
    Ear receiver = open("b");
    sender.sees(2);

    sender.sendAll(receiver);

    await().until(() -> receiver.heard.size() == MANY);
    assertThat(receiver.heard).containsExactlyElementsOf(numbers());
  }

  @Test
  void aNodeThatTakesNothingHoldsUpNobodyElse() throws IOException, InterruptedException {
    Ear sender = open("a");
    Ear receiver = open("b");
    Ear stuck = open("c");
    sender.sees(3);
    CountDownLatch on = new CountDownLatch(1);
    stuck.waitsFor = on;
    Thread held = new Thread(() -> sender.sendAll(stuck));

    held.start();
    await().until(() -> held.getState() != Thread.State.RUNNABLE && stuck.isHeld);
    sender.sendAll(receiver);

    await().until(() -> receiver.heard.size() == MANY);
    assertThat(held.isAlive()).as("the other still has something to send").isTrue();
    on.countDown();
    held.join();
    await().until(() -> stuck.heard.size() == MANY);
    assertThat(stuck.heard).containsExactlyElementsOf(numbers());
  }

  @Test
  void itIsOpenToANodeThatIsThereUntilThatGoes() throws IOException {
    Ear sender = open("a");
    Ear receiver = open("b");
    sender.sees(2);
    sender.wire.send(receiver.node, new byte[1]);

    assertThat(sender.wire.isOpenTo(receiver.node)).isTrue();
    assertThat(sender.wire.isOpenTo(new Node("c", 1))).isFalse();
    receiver.wire.close();
    await().until(() -> !sender.wire.isOpenTo(receiver.node));
  }

  /** What a lane writes without knowing whether it is read. */
  @Test
  void sixtyFourKibibytesGoIntoTheBuffersOfTheWayToANodeThatTakesNothing() throws IOException {
    Ear sender = open("a");
    Ear stuck = open("b");
    sender.sees(2);
    CountDownLatch on = new CountDownLatch(1);
    stuck.waitsFor = on;
    int frames = (1 << 16) / 1000;
    Thread writing = new Thread(() -> sender.sendAll(stuck, frames, 1000));

    writing.start();
    await().until(() -> !writing.isAlive());
    on.countDown();
    await().until(() -> stuck.heard.size() == frames);
  }

  private static List<Integer> numbers() {
    return IntStream.range(0, MANY).boxed().toList();
  }

  private Ear open(String name) throws IOException {
    Ear ear = new Ear(new Node(name, 1), port);
    open.add(ear);
    ear.wire.open(ear);
    return ear;
  }

  private static final class Ear implements Wire.Events {
    private final Node node;
    private final Wire wire;
    private final Queue<Integer> heard = new ConcurrentLinkedQueue<>();
    private volatile List<Node> seen = List.of();
    private volatile CountDownLatch waitsFor = new CountDownLatch(0);
    private volatile boolean isHeld;

    Ear(Node node, int port) {
      this.node = node;
      this.wire =
          new JGroupsWire(
              node,
              new Joining(
                  "wires",
                  "127.0.0.1",
                  port,
                  3,
                  Discovery.HOST,
                  List.of(),
                  "",
                  "",
                  Duration.ofMillis(200),
                  Duration.ofSeconds(30),
                  Duration.ofSeconds(2),
                  65_536),
              node.name().charAt(0));
    }

    @Override
    public void view(List<Node> nodes, boolean merged) {
      seen = nodes;
    }

    @Override
    public void frame(Node from, byte[] bytes, int offset, int length) {
      try {
        isHeld = true;
        waitsFor.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      heard.add(length == LENGTH ? ByteBuffer.wrap(bytes, offset, length).getInt() : -1);
    }

    void sees(int nodes) {
      await().until(() -> seen.size() == nodes);
    }

    void sendAll(Ear to) {
      sendAll(to, MANY, LENGTH);
    }

    void sendAll(Ear to, int frames, int length) {
      try {
        for (int i = 0; i < frames; i++) {
          wire.send(to.node, ByteBuffer.allocate(length).putInt(i).array());
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
