package dev.pubsub.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.edge.Arrival;
import dev.pubsub.spi.edge.GroupId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What is written is read; anything else is refused. */
final class FramesProperties {

  @Provide
  Arbitrary<Signal> signals() {
    Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(20);
    return Combinators.combine(
            Arbitraries.longs(),
            texts,
            texts,
            Arbitraries.of(Priority.class),
            Arbitraries.maps(Arbitraries.strings().alpha().ofMinLength(1), word()).ofMaxSize(4),
            Arbitraries.longs(),
            values())
        .as(
            (number, topic, key, priority, headers, time, payload) ->
                new Signal(
                    new SignalId(number, ~number),
                    topic,
                    key,
                    topic + key,
                    key,
                    priority,
                    Headers.of(headers),
                    payload,
                    time,
                    -time));
  }

  private static Arbitrary<String> word() {
    return Arbitraries.strings().alpha();
  }

  private static Arbitrary<Object> values() {
    Arbitrary<Object> simple =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(20).asGeneric(),
            Arbitraries.integers().asGeneric(),
            Arbitraries.longs().asGeneric(),
            Arbitraries.doubles().asGeneric(),
            Arbitraries.of(true, false).asGeneric(),
            Arbitraries.bigIntegers().asGeneric(),
            Arbitraries.bigDecimals().asGeneric());
    return Arbitraries.recursive(
        () -> simple,
        inner ->
            Arbitraries.oneOf(
                inner.list().ofMaxSize(4).asGeneric(),
                Arbitraries.maps(Arbitraries.strings().ofMaxLength(5), inner)
                    .ofMaxSize(4)
                    .asGeneric()),
        0,
        3);
  }

  @Property
  void signalsAreReadAsTheyWereWritten(
      @ForAll @Size(max = 5) List<@From("signals") Signal> signals,
      @ForAll @From("passages") Passage passage)
      throws MalformedFrame {
    FrameWriter frame = Frames.beginSignals("default", 16);
    for (Signal signal : signals) {
      FrameWriter written = new FrameWriter(1);
      assertThat(SignalCodec.write(written, signal)).isNull();
      FrameWriter head = new FrameWriter(1);
      PassageCodec.write(head, passage);
      Frames.addSignal(frame, head.toBytes(), written.toBytes());
    }
    List<Frame.Posted> posted =
        signals.stream().map(signal -> new Frame.Posted(passage, signal)).toList();
    assertThat(read(frame.toBytes())).isEqualTo(new Frame.Signals("default", posted, 0));
    assertThat(PreviousCodec.again(frame.toBytes())).isEqualTo(frame.toBytes());
  }

  @Provide
  Arbitrary<Passage> passages() {
    Arbitrary<GroupId> groups =
        Combinators.combine(Arbitraries.strings(), Arbitraries.strings()).as(GroupId::new);
    return Combinators.combine(
            Arbitraries.of(true, false),
            groups.list().ofMaxSize(3),
            Arbitraries.integers().between(0, 9),
            Arbitraries.longs())
        .as(
            (everyone, list, hops, number) ->
                new Passage(
                    !everyone,
                    new Arrival(everyone, list, list.isEmpty() ? 0 : hops),
                    number == 0 ? 0 : hops,
                    number));
  }

  @Property
  void interestIsReadAsItWasWritten(
      @ForAll String bus,
      @ForAll long epoch,
      @ForAll long sequence,
      @ForAll List<String> patterns,
      @ForAll List<String> others)
      throws MalformedFrame {
    List<Frame> frames =
        List.of(
            new Frame.Hello(bus, 1, 3),
            new Frame.Snapshot(bus, epoch, sequence, 1, 2, patterns),
            new Frame.Delta(bus, epoch, sequence, patterns, others),
            new Frame.Digest(bus, epoch, sequence, ~epoch),
            new Frame.Wanted(bus),
            new Frame.Heard(bus, sequence),
            new Frame.Resume(epoch, sequence),
            new Frame.Settled(epoch, 9, List.of(2L, 5L, 1L << 40), sequence > 0),
            new Frame.Ping(sequence),
            new Frame.Pong(epoch),
            new Frame.Bye());
    for (Frame frame : frames) {
      byte[] written = Frames.write(frame);
      assertThat(read(written)).isEqualTo(frame);
      assertThat(PreviousCodec.again(written)).isEqualTo(written);
    }
  }

  @Property
  void whatHistoriesTellIsReadAsItWasWrittenAndNotSpokenByThoseOfTheFirstVersion(
      @ForAll String bus,
      @ForAll List<String> patterns,
      @ForAll @IntRange(min = 0) int part,
      @ForAll boolean last,
      @ForAll @Size(max = 5) List<@From("signals") Signal> signals)
      throws MalformedFrame {
    byte[] wanted = Frames.write(new Frame.PastWanted(bus, patterns));
    byte[] past = Frames.past(bus, part, last, signals.stream().map(this::written).toList());

    assertThat(read(wanted)).isEqualTo(new Frame.PastWanted(bus, patterns));
    assertThat(read(past)).isEqualTo(new Frame.Past(bus, part, last, signals, 0));
    assertThat(PreviousCodec.speaks(wanted)).isFalse();
    assertThat(PreviousCodec.speaks(past)).isFalse();
    past[0] = Frames.LOWEST;
    assertThatThrownBy(() -> read(past)).isInstanceOf(MalformedFrame.class);
  }

  private byte[] written(Signal signal) {
    FrameWriter to = new FrameWriter(1);
    assertThat(SignalCodec.write(to, signal)).isNull();
    return to.toBytes();
  }

  @Property
  void anyBytesAreReadOrRefused(@ForAll @Size(max = 200) byte[] bytes) {
    readOrRefuse(bytes);
  }

  @Property(tries = 3000)
  void aFrameThatWasChangedIsReadOrRefused(
      @ForAll("signals") Signal signal, @ForAll int at, @ForAll byte change, @ForAll int cut) {
    FrameWriter written = new FrameWriter(1);
    SignalCodec.write(written, signal);
    FrameWriter frame = Frames.beginSignals("b", 1);
    Frames.addSignal(frame, new byte[] {1}, written.toBytes());
    byte[] bytes = frame.toBytes();
    bytes[Math.floorMod(at, bytes.length)] = change;
    readOrRefuse(bytes);
    readOrRefuse(java.util.Arrays.copyOf(bytes, Math.floorMod(cut, bytes.length)));
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      assertThat(read(bytes)).isNotNull();
    } catch (MalformedFrame refused) {
      assertThat(refused).hasMessageMatching(".+");
    }
  }

  @Property
  void numbersKeepTheirKind(@ForAll BigInteger whole, @ForAll BigDecimal decimal, @ForAll int i)
      throws MalformedFrame {
    List<Object> payload = List.of(whole, decimal, i, (long) i, (double) i);
    FrameWriter written = new FrameWriter(1);
    assertThat(Values.write(written, payload)).isNull();
    byte[] bytes = written.toBytes();
    assertThat(Values.read(new FrameReader(bytes, 0, bytes.length))).isEqualTo(payload);
  }

  private static Frame read(byte[] bytes) throws MalformedFrame {
    return Frames.read(bytes, 0, bytes.length);
  }

  @Property(tries = 20)
  void mapsKeepTheirOrderAndTheirNulls(@ForAll @Size(min = 1, max = 9) Map<String, Integer> map)
      throws MalformedFrame {
    Map<String, Object> payload = new java.util.LinkedHashMap<>(map);
    payload.put("nothing", null);
    FrameWriter written = new FrameWriter(1);
    assertThat(Values.write(written, payload)).isNull();
    byte[] bytes = written.toBytes();
    Map<?, ?> read = (Map<?, ?>) Values.read(new FrameReader(bytes, 0, bytes.length));
    assertThat(read).isEqualTo(payload);
    assertThat(read.keySet().toString()).isEqualTo(payload.keySet().toString());
  }
}
