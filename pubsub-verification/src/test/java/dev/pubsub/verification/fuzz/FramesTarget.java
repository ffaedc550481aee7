package dev.pubsub.verification.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.ws.frame.MessageReader;
import dev.pubsub.ws.frame.MessageSink;
import dev.pubsub.ws.frame.ProtocolViolation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** The reader of WebSocket frames, in whatever pieces the bytes arrive. */
public final class FramesTarget implements Fuzz.Target {

  /** What a byte that has arrived may cost: a ping of 125 bytes is announced by two. */
  private static final int ALLOCATED_PER_BYTE = 128;

  private static final int ALLOCATED_ANYWAY = 1 << 18;

  /** The target. */
  public FramesTarget() {}

  @Override
  public void tryOne(Random random) {
    byte[] input = new Mutator(random).mutate(Conversation.of(random));
    ReaderLimits limits = random.nextInt(3) == 0 ? ReaderLimits.LARGE : ReaderLimits.SMALL;
    List<String> wanted = PlainFrames.read(input, limits);

    assertThat(read(List.of(input), limits)).as("read at once").isEqualTo(wanted);
    assertThat(read(pieces(input, random), limits)).as("read in pieces").isEqualTo(wanted);
  }

  private static List<byte[]> pieces(byte[] input, Random random) {
    int longest = 1 + random.nextInt(20);
    List<byte[]> pieces = new ArrayList<>();
    for (int at = 0; at < input.length; at += pieces.get(pieces.size() - 1).length) {
      int count = Math.min(1 + random.nextInt(longest), input.length - at);
      pieces.add(Mutator.slice(input, at, count));
    }
    return pieces;
  }

  private static List<String> read(List<byte[]> pieces, ReaderLimits limits) {
    MessageReader reader = limits.reader();
    Recorder told = new Recorder();
    int length = pieces.stream().mapToInt(piece -> piece.length).sum();
    long before = Fuzz.allocated();
    try {
      for (byte[] piece : pieces) {
        reader.read(ByteBuffer.wrap(piece), told);
      }
    } catch (ProtocolViolation e) {
      told.violation = e.closeCode();
    }
    assertThat(Fuzz.allocated() - before)
        .as("bytes allocated for an input of %d", length)
        .isLessThan(ALLOCATED_ANYWAY + (long) ALLOCATED_PER_BYTE * length);
    return told.events();
  }

  /** Keeps what it is told as it is, so that it hardly allocates. */
  private static final class Recorder implements MessageSink {

    private record Event(String what, byte[] payload) {}

    private final List<Event> events = new ArrayList<>();
    private int violation;

    @Override
    public void text(byte[] utf8) {
      events.add(new Event("text ", utf8));
    }

    @Override
    public void binary(byte[] bytes) {
      events.add(new Event("binary ", bytes));
    }

    @Override
    public void ping(byte[] payload) {
      events.add(new Event("ping ", payload));
    }

    @Override
    public void close(int code) {
      events.add(new Event("close " + code, new byte[0]));
    }

    List<String> events() {
      List<String> lines = new ArrayList<>();
      events.forEach(each -> lines.add(each.what + HexFormat.of().formatHex(each.payload)));
      if (violation != 0) {
        lines.add("violation " + violation);
      }
      return lines;
    }
  }
}
