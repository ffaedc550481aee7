package dev.pubsub.cluster.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.cluster.wire.Frame;
import dev.pubsub.cluster.wire.FrameWriter;
import dev.pubsub.cluster.wire.Frames;
import dev.pubsub.cluster.wire.MalformedFrame;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.cluster.wire.SignalCodec;
import dev.pubsub.cluster.wire.Wire;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.testkit.ManualExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerTest {

  private static Bounds bounds(boolean compress) {
    return new Bounds(
        10_000,
        1000,
        Duration.ofMillis(5),
        Duration.ofSeconds(2),
        10_000,
        Duration.ofSeconds(30),
        compress);
  }

  private final List<byte[]> sent = new ArrayList<>();
  private final ManualExecutor executor = new ManualExecutor();
  private boolean broken;
  private final Peer peer = peer(false);

  private Peer silent(boolean compress) {
    return new Peer(new Node("other", 1), 1, new Recording(), executor, bounds(compress));
  }

  /** One that may send. */
  private Peer peer(boolean compress) {
    Peer made = silent(compress);
    made.begin();
    return made;
  }

  private final class Recording implements Wire {
    @Override
    public void open(Events events) {}

    @Override
    public void send(Node to, byte[] frame) throws IOException {
      if (broken) {
        throw new IOException("broken");
      }
      sent.add(frame);
      assertThat(Thread.currentThread().getName()).isEqualTo("cluster-to-other");
    }

    @Override
    public void close() {}
  }

  private static Parcel parcel(String bus, int number, int bytes) {
    FrameWriter writer = new FrameWriter(16);
    SignalCodec.write(
        writer, Signal.of(new SignalId(0, number), "t", List.of(number, new byte[bytes])));
    return Parcel.plain(bus, writer.toBytes());
  }

  private static Frame.Signals signals(byte[] frame) {
    try {
      return (Frame.Signals) Frames.read(frame, 0, frame.length);
    } catch (MalformedFrame e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void nothingLeavesBeforeItMayAndThenNotesGoAhead() {
    Peer early = silent(false);
    byte[] note = Frames.write(new Frame.Wanted("interest"));
    early.take(parcel("one", 0, 10));
    early.wake();
    early.tell(note);
    assertThat(executor.runAll()).isZero();
    assertThat(sent).isEmpty();
    early.begin();
    executor.runAll();
    assertThat(sent).hasSize(2).first().isEqualTo(note);
  }

  @Test
  void whatWaitsGoesInOneFrameForEachBus() {
    for (int i = 0; i < 5; i++) {
      peer.take(parcel("one", i, 10));
    }
    peer.take(parcel("two", 5, 10));
    peer.take(parcel("one", 6, 10));
    peer.wake();
    peer.wake();
    assertThat(executor.runAll()).isEqualTo(1);
    assertThat(sent).extracting(frame -> signals(frame).bus()).containsExactly("one", "two", "one");
    assertThat(signals(sent.get(0)).signals())
        .extracting(s -> s.signal().id().low())
        .containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(peer.stats(0).sent()).isEqualTo(7);
    assertThat(peer.stats(0).sentFrames()).isEqualTo(3);
    assertThat(peer.stats(0).sentBytes())
        .isEqualTo(sent.stream().mapToLong(frame -> frame.length).sum());
    assertThat(peer.stats(0).waitingBytes()).isZero();
    assertThat(peer.isIdle()).isTrue();
  }

  @Test
  void framesAreBoundedUnlessOneSignalIsLonger() {
    for (int i = 0; i < 4; i++) {
      peer.take(parcel("one", i, 400));
    }
    peer.take(parcel("one", 4, 3000));
    peer.wake();
    executor.runAll();
    assertThat(sent).extracting(frame -> signals(frame).signals().size()).containsExactly(2, 2, 1);
  }

  @Test
  void longFramesTakeFewerBytesWhereThatIsWanted() {
    Peer compressing = peer(true);
    compressing.take(parcel("one", 4, 3000));
    compressing.take(parcel("one", 5, 300));
    compressing.wake();
    executor.runAll();
    assertThat(sent).extracting(frame -> signals(frame).signals().size()).containsExactly(1, 1);
    assertThat(sent.get(0)).hasSizeLessThan(200);
    assertThat(sent.get(1)).hasSizeGreaterThan(300);
    assertThat(compressing.stats(0).sentBytes()).isEqualTo(sent.get(0).length + sent.get(1).length);
  }

  @Test
  void whatFindsNoRoomIsLostAndTheOldestStay() {
    for (int i = 0; i < 30; i++) {
      peer.take(parcel("one", i, 900));
    }
    PeerStats full = peer.stats(0);
    assertThat(full.waiting()).isBetween(8, 10);
    assertThat(full.waitingBytes()).isLessThanOrEqualTo(10_000);
    assertThat(full.lost()).isEqualTo(Map.of("queue_full", 30L - full.waiting()));
    peer.wake();
    executor.runAll();
    assertThat(signals(sent.get(0)).signals().get(0).signal().id().low()).isZero();
    assertThat(peer.stats(0).sent() + peer.stats(0).lost().get("queue_full")).isEqualTo(30);
  }

  @Test
  void whatIsToldGoesAheadAndIsBoundedToo() {
    peer.take(parcel("one", 1, 10));
    byte[] wanted = Frames.write(new Frame.Wanted("x".repeat(990)));
    for (int i = 0; i < 20; i++) {
      peer.tell(wanted);
    }
    executor.runAll();
    assertThat(sent.get(0)).isEqualTo(wanted);
    assertThat(sent).hasSize(11);
    assertThat(peer.stats(0).notesLost()).isEqualTo(10);
  }

  @Test
  void whatTheWireDoesNotTakeIsCounted() {
    broken = true;
    peer.take(parcel("one", 1, 10));
    peer.tell(new byte[1]);
    executor.runAll();
    assertThat(peer.stats(0).lost()).isEqualTo(Map.of("send_failed", 1L));
    assertThat(peer.stats(0).notesLost()).isEqualTo(1);
  }

  @Test
  void whatWaitsForANodeThatGoesIsCounted() {
    peer.take(parcel("one", 1, 10));
    peer.close();
    executor.runAll();
    peer.take(parcel("one", 2, 10));
    peer.tell(new byte[1]);
    executor.runAll();
    assertThat(sent).isEmpty();
    assertThat(peer.stats(0).lost()).isEqualTo(Map.of("node_gone", 2L));
  }
}
