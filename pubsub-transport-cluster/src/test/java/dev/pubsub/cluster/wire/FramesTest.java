package dev.pubsub.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FramesTest {

  private static final byte[] PLAIN = {1};

  private record Foreign(String what) {}

  private static Signal signal(Object payload) {
    return Signal.of(new SignalId(1, 2), "a:b", payload);
  }

  private static byte[] frame(byte[] signal) {
    FrameWriter frame = Frames.beginSignals("default", 16);
    Frames.addSignal(frame, PLAIN, signal);
    return frame.toBytes();
  }

  private static Frame.Posted posted(Object payload) {
    return new Frame.Posted(Passage.PLAIN, signal(payload));
  }

  private static Frame read(byte[] bytes) throws MalformedFrame {
    return Frames.read(bytes, 0, bytes.length);
  }

  @Test
  void whatIsNotCarriedIsNamedAndLeavesNothingBehind() {
    FrameWriter to = new FrameWriter(8);
    assertThat(SignalCodec.write(to, signal(new Foreign("x")))).isEqualTo(Foreign.class.getName());
    assertThat(SignalCodec.write(to, signal(List.of(1, 'c')))).isEqualTo("java.lang.Character");
    assertThat(SignalCodec.write(to, signal(Map.of(1, 2)))).contains("keys");
    assertThat(SignalCodec.write(to, signal(BigInteger.ONE.shiftLeft(40_000)))).contains("number");
    assertThat(to.size()).isZero();
  }

  @Test
  void whatIsNestedTooDeepIsCarriedNeitherWay() {
    List<Object> deep = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      deep = new ArrayList<>(List.of(deep));
    }
    assertThat(SignalCodec.write(new FrameWriter(8), signal(deep))).contains("nested");

    byte[] lists = new byte[1000];
    for (int i = 0; i < lists.length; i += 2) {
      lists[i] = 10;
      lists[i + 1] = 1;
    }
    assertThatThrownBy(() -> Values.read(new FrameReader(lists, 0, lists.length)))
        .hasMessageContaining("nested");
  }

  @Test
  void bytesArriveAsBytes() throws MalformedFrame {
    FrameWriter to = new FrameWriter(8);
    SignalCodec.write(to, signal(new byte[] {1, -1}));
    Frame.Signals read = (Frame.Signals) read(frame(to.toBytes()));
    assertThat((byte[]) read.signals().get(0).signal().payload()).containsExactly(1, -1);
  }

  @Test
  void whatALaterVersionPutsBehindTheFieldsIsPassedOver() throws MalformedFrame {
    FrameWriter to = new FrameWriter(8);
    SignalCodec.write(to, signal("x"));
    to.text("news");
    assertThat(read(frame(to.toBytes())))
        .isEqualTo(new Frame.Signals("default", List.of(posted("x")), 0));
  }

  @Test
  void aSignalThatCannotBeReadTakesNoOtherWithIt() throws MalformedFrame {
    FrameWriter to = new FrameWriter(8);
    SignalCodec.write(to, signal("x"));
    FrameWriter frame = Frames.beginSignals("default", 16);
    Frames.addSignal(frame, PLAIN, to.toBytes());
    Frames.addSignal(frame, PLAIN, new byte[20]);
    Frames.addSignal(frame, new byte[0], new byte[0]);
    Frames.addSignal(frame, PLAIN, to.toBytes());
    assertThat(read(frame.toBytes()))
        .isEqualTo(
            new Frame.Signals(
                "default",
                List.of(posted("x"), new Frame.Posted(Passage.PLAIN, null), posted("x")),
                1));
  }

  @Test
  void anotherVersionIsNotSpoken() {
    byte[] hello = Frames.write(new Frame.Hello("a", 1, 1));
    assertThat(Frames.speaks(hello, 0, hello.length)).isTrue();
    hello[0] = Frames.HIGHEST + 1;
    assertThat(Frames.speaks(hello, 0, hello.length)).isFalse();
    assertThat(Frames.speaks(hello, 0, 0)).isFalse();
    assertThatThrownBy(() -> read(hello)).hasMessageContaining("version 3");
  }

  @Test
  void ofAPastAllThatCanBeReadIs() throws MalformedFrame {
    FrameWriter signal = new FrameWriter(8);
    SignalCodec.write(signal, signal("x"));
    byte[] past = Frames.past("default", 3, true, List.of(new byte[3], signal.toBytes()));
    assertThat(read(past)).isEqualTo(new Frame.Past("default", 3, true, List.of(signal("x")), 1));
  }

  @Test
  void aFrameIsReadWhereItStands() throws MalformedFrame {
    byte[] hello = Frames.write(new Frame.Hello("Zoë", 1, 2));
    byte[] within = new byte[hello.length + 10];
    Arrays.fill(within, (byte) -1);
    System.arraycopy(hello, 0, within, 7, hello.length);
    assertThat(Frames.read(within, 7, hello.length)).isEqualTo(new Frame.Hello("Zoë", 1, 2));
  }

  @Test
  void aLengthThatIsNotThereIsNotAllocated() {
    byte[] frame = {Frames.LOWEST, 5, -2, -1, -1, -1, 15, 'x'};
    assertThatThrownBy(() -> read(frame)).isInstanceOf(MalformedFrame.class);
  }

  @Test
  void signalsAreNoFrameToBeWrittenAtOnce() {
    assertThatThrownBy(() -> Frames.write(new Frame.Signals("default", List.of(), 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
