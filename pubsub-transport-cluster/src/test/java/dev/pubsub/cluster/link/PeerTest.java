package dev.pubsub.cluster.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.cluster.wire.Frame;
import dev.pubsub.cluster.wire.FrameWriter;
import dev.pubsub.cluster.wire.Frames;
import dev.pubsub.cluster.wire.MalformedFrame;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.cluster.wire.Passage;
import dev.pubsub.cluster.wire.SignalCodec;
import dev.pubsub.cluster.wire.Wire;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.testkit.ManualExecutor;
import dev.pubsub.testkit.ManualTime;
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
  private final List<Frame.Ping> questions = new ArrayList<>();
  private final List<String> senders = new ArrayList<>();
  private final ManualTime time = new ManualTime();
  private final ManualExecutor executor = new ManualExecutor();
  private boolean broken;
  private boolean open = true;
  private long bytes;
  private final Peer peer = peer(false);

  private Peer silent(boolean compress) {
    return new Peer(new Node("other", 1), 1, new Recording(), time, executor, bounds(compress));
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
    public boolean isOpenTo(Node to) {
      return open;
    }

    @Override
    public void send(Node to, byte[] frame) throws IOException {
      if (broken) {
        throw new IOException("broken");
      }
      bytes += frame.length;
      if (read(frame) instanceof Frame.Ping question) {
        questions.add(question);
      } else {
        sent.add(frame);
        senders.add(Thread.currentThread().getName());
      }
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
    return (Frame.Signals) read(frame);
  }

  private static Frame read(byte[] frame) {
    try {
      return Frames.read(frame, 0, frame.length);
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
    assertThat(peer.stats(0).sentBytes()).isEqualTo(bytes);
    assertThat(senders).containsOnly("cluster-to-other");
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
    assertThat(compressing.stats(0).sentBytes()).isEqualTo(bytes);
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
  void allPartsOfASetGoHoweverLongAndNoFurtherSetUntilThereIsRoom() {
    byte[] part = Frames.write(new Frame.Wanted("x".repeat(6000)));
    List<byte[]> parts = List.of(part, part, part);
    peer.tellWhole(parts);
    peer.tellWhole(parts);
    byte[] wanted = Frames.write(new Frame.Wanted("interest"));
    peer.tell(wanted);
    executor.runAll();
    assertThat(sent).containsExactly(part, part, part, wanted);
    assertThat(peer.stats(0).notesLost()).isEqualTo(3);
    peer.tellWhole(parts);
    executor.runAll();
    assertThat(sent).hasSize(7);
  }

  @Test
  void whatWasNotTakenIsOfferedAgainThoughOthersKeepTheWireBusy() {
    peer.keep("one", "x", Passage.PLAIN, new byte[10]);
    peer.wake();
    executor.runAll();
    peer.settled(new Frame.Settled(1, 1, List.of(1L), false));
    sent.clear();
    peer.take(parcel("one", 1, 10));
    peer.retry();
    executor.runAll();
    assertThat(sent.stream().map(PeerTest::read).filter(Frame.Signals.class::isInstance))
        .singleElement()
        .extracting(frame -> ((Frame.Signals) frame).signals().size())
        .isEqualTo(2);
  }

  @Test
  void whatTheWireDoesNotTakeIsCounted() {
    broken = true;
    peer.take(parcel("one", 1, 10));
    peer.tell(new byte[1]);
    executor.runAll();
    assertThat(peer.stats(0).lost()).isEqualTo(Map.of("send_failed", 1L));
    // The question behind the signal, too.
    assertThat(peer.stats(0).notesLost()).isEqualTo(2);
  }

  @Test
  void whatWaitsForANodeThatGoesIsCounted() {
    peer.take(parcel("one", 1, 10));
    peer.refused.add("OVERLOADED", 3);
    Losses lost = new Losses();
    Losses refused = new Losses();
    peer.close(lost, refused);
    executor.runAll();
    peer.take(parcel("one", 2, 10));
    peer.tell(new byte[1]);
    executor.runAll();
    assertThat(sent).isEmpty();
    assertThat(lost.counted()).isEqualTo(Map.of("node_gone", 2L));
    assertThat(refused.counted()).isEqualTo(Map.of("OVERLOADED", 3L));
  }

  /** What is handed over now is sent by this thread. */
  private void makeAttentive() {
    flush(0, 1);
    executor.runAll();
    answer();
    sent.clear();
    senders.clear();
  }

  private void answer() {
    peer.answered(new Frame.Pong(questions.get(questions.size() - 1).number()));
  }

  private void flush(int number, int length) {
    time.advance(Duration.ofNanos(50_000));
    peer.take(parcel("one", number, length));
    peer.flush();
  }

  @Test
  void aNodeThatReadsAtOnceIsSentALittleByWhoeverHandsItOver() {
    flush(1, 10);
    assertThat(sent).isEmpty();
    executor.runAll();
    assertThat(senders).containsExactly("cluster-to-other");
    assertThat(questions).hasSize(1);
    answer();
    flush(2, 10);
    assertThat(executor.pending()).isZero();
    assertThat(senders).containsExactly("cluster-to-other", Thread.currentThread().getName());
    assertThat(peer.stats(0).sent()).isEqualTo(2);
    assertThat(peer.isIdle()).isTrue();
  }

  @Test
  void aNodeThatDoesNotAnswerSoonHoldsNobodyUp() {
    makeAttentive();
    time.advance(Duration.ofMillis(250));
    flush(1, 10);
    assertThat(sent).hasSize(1);
    assertThat(questions).hasSize(2);
    time.advance(Duration.ofMillis(5));
    flush(2, 10);
    assertThat(sent).hasSize(1);
    executor.runAll();
    assertThat(sent).hasSize(2);
    answer();
    flush(3, 10);
    assertThat(sent).hasSize(3);
    assertThat(executor.pending()).isZero();
  }

  @Test
  void muchIsNotSentByWhoeverHandsItOver() {
    makeAttentive();
    flush(1, 800);
    assertThat(sent).isEmpty();
    executor.runAll();
    flush(2, 600);
    assertThat(sent).hasSize(2);
  }

  @Test
  void whereSignalsComeThickAndFastTheyAreNotSentByWhoeverHandsThemOver() {
    makeAttentive();
    flush(1, 10);
    time.advance(Duration.ofNanos(49_999));
    peer.take(parcel("one", 2, 10));
    peer.flush();
    assertThat(sent).hasSize(1);
    executor.runAll();
    assertThat(sent).hasSize(2);
  }

  @Test
  void whoeverHandsSomethingOverDoesNotConnect() {
    makeAttentive();
    open = false;
    flush(1, 10);
    assertThat(sent).isEmpty();
    executor.runAll();
    assertThat(senders).containsExactly("cluster-to-other");
  }

  @Test
  void noMoreThanTheBuffersHoldIsSentByWhoeverHandsItOverToOneThatHasStoppedReading() {
    makeAttentive();
    for (int i = 0; i < 1000 && executor.pending() == 0; i++) {
      flush(i, 100);
    }
    assertThat(executor.pending()).isEqualTo(1);
    assertThat(sent.stream().mapToLong(frame -> frame.length + 200).sum()).isLessThan(1 << 16);
  }

  @Test
  void anAnswerIsNotAnsweredWithAQuestion() {
    peer.tell(Frames.write(new Frame.Pong(1)));
    executor.runAll();
    assertThat(sent).hasSize(1);
    assertThat(questions).isEmpty();
  }

  @Test
  void whatIsAboutInterestGoesAheadOfASignalThatIsHandedOver() {
    makeAttentive();
    byte[] note = Frames.write(new Frame.Wanted("interest"));
    peer.tell(note);
    flush(1, 10);
    assertThat(sent).isEmpty();
    executor.runAll();
    assertThat(sent).hasSize(2).first().isEqualTo(note);
  }

  @Test
  void whatDoesNotGoIsCountedAlsoByWhoeverHandsItOver() {
    makeAttentive();
    broken = true;
    flush(1, 10);
    assertThat(peer.stats(0).lost()).isEqualTo(Map.of("send_failed", 1L));
    assertThat(executor.pending()).isZero();
  }

  @Test
  void aNodeThatWasAwayIsSentNothingByWhoeverHandsItOverUntilItAnswers() {
    makeAttentive();
    peer.goAway();
    peer.comeBack();
    executor.runAll();
    sent.clear();
    flush(1, 10);
    assertThat(sent).isEmpty();
    time.advance(Duration.ofSeconds(1));
    executor.runAll();
    answer();
    flush(2, 10);
    assertThat(sent).hasSize(2);
    assertThat(executor.pending()).isZero();
  }
}
