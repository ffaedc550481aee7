package dev.pubsub.verification.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.cluster.wire.Frame;
import dev.pubsub.cluster.wire.FrameWriter;
import dev.pubsub.cluster.wire.Frames;
import dev.pubsub.cluster.wire.MalformedFrame;
import dev.pubsub.cluster.wire.Packed;
import dev.pubsub.cluster.wire.Passage;
import dev.pubsub.cluster.wire.PassageCodec;
import dev.pubsub.cluster.wire.SignalCodec;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.edge.Arrival;
import dev.pubsub.spi.edge.GroupId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The reader of what nodes send each other: whatever it reads at all is whole and can be told. */
final class NodeFramesTarget implements Fuzz.Target {

  private static final int ALLOCATED_ANYWAY = 1 << 18;

  /** An empty text in a list takes a byte. */
  private static final int ALLOCATED_PER_BYTE = 256;

  /** As much as DEFLATE can make of a byte. */
  private static final int UNPACKED_PER_BYTE = 1032;

  /** The kind of a frame that was packed. */
  private static final int PACKED = 11;

  private static final int DEEPEST = 3;

  @Override
  public void tryOne(Random random) throws Exception {
    byte[] input = new Mutator(random).mutate(valid(random));
    long bytes = (long) input.length * (isPacked(input) ? UNPACKED_PER_BYTE : 1);
    long before = Fuzz.allocated();

    Frame frame = read(input);

    assertThat(Fuzz.allocated() - before)
        .as("bytes allocated for an input of %d", input.length)
        .isLessThan(ALLOCATED_ANYWAY + ALLOCATED_PER_BYTE * bytes);
    if (frame != null) {
      byte[] told = write(frame);
      assertThat(write(Frames.read(told, 0, told.length))).isEqualTo(told);
    }
  }

  private static boolean isPacked(byte[] input) {
    return input.length > 1 && input[1] == PACKED;
  }

  private static @Nullable Frame read(byte[] input) {
    try {
      return Frames.read(input, 0, input.length);
    } catch (MalformedFrame refused) {
      assertThat(refused).hasMessageMatching(".+");
      return null;
    }
  }

  private static byte[] write(Frame frame) {
    return frame instanceof Frame.Signals signals ? writeSignals(signals) : Frames.write(frame);
  }

  private static byte[] writeSignals(Frame.Signals signals) {
    FrameWriter to = Frames.beginSignals(signals.bus(), 64);
    for (Frame.Posted posted : signals.signals()) {
      if (posted.signal() != null) {
        FrameWriter passage = new FrameWriter(8);
        PassageCodec.write(passage, posted.passage());
        FrameWriter signal = new FrameWriter(64);
        assertThat(SignalCodec.write(signal, posted.signal())).isNull();
        Frames.addSignal(to, passage.toBytes(), signal.toBytes());
      }
    }
    return to.toBytes();
  }

  private static byte[] valid(Random random) {
    byte[] frame = write(frame(random));
    return random.nextInt(4) == 0 ? Packed.pack(frame) : frame;
  }

  private static Frame frame(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> new Frame.Hello(text(random), random.nextInt(3), random.nextInt(3));
      case 1 ->
          new Frame.Snapshot(text(random), random.nextLong(), number(random), 0, 1, texts(random));
      case 2 ->
          new Frame.Delta(
              text(random), random.nextLong(), number(random), texts(random), texts(random));
      case 3 ->
          new Frame.Digest(text(random), random.nextLong(), number(random), random.nextLong());
      case 4 -> new Frame.Wanted(text(random));
      case 5 -> new Frame.Heard(text(random), number(random));
      case 6 -> new Frame.Resume(number(random), number(random));
      case 7 ->
          new Frame.Settled(
              number(random), 900, List.of(3L, 4L, number(random) + 4), random.nextBoolean());
      case 8 -> new Frame.Bye();
      default -> new Frame.Signals(text(random), posted(random), 0);
    };
  }

  private static List<Frame.Posted> posted(Random random) {
    List<Frame.Posted> all = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      Signal signal =
          Signal.of(
              new SignalId(random.nextLong(), random.nextLong()), text(random), value(random, 0));
      all.add(new Frame.Posted(passage(random), signal));
    }
    return all;
  }

  private static Passage passage(Random random) {
    List<GroupId> groups =
        random.nextBoolean() ? List.of() : List.of(new GroupId(text(random), text(random)));
    Passage passage = Passage.of(new Arrival(random.nextBoolean(), groups, 0));
    return random.nextBoolean() ? passage : passage.numbered(number(random), number(random));
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth < DEEPEST ? 8 : 6)) {
      case 0 -> text(random);
      case 1 -> random.nextInt();
      case 2 -> random.nextDouble();
      case 3 -> random.nextBoolean();
      case 4 -> new BigInteger(100, random);
      case 5 -> new BigDecimal(number(random));
      case 6 -> List.of(value(random, depth + 1), value(random, depth + 1));
      default -> new LinkedHashMap<>(Map.of(text(random), value(random, depth + 1)));
    };
  }

  private static List<String> texts(Random random) {
    List<String> all = new ArrayList<>();
    for (int i = random.nextInt(200); i > 0; i--) {
      all.add(text(random));
    }
    return all;
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(12), 32, 0x2000)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static long number(Random random) {
    return random.nextLong() >>> (1 + random.nextInt(63));
  }
}
