package dev.pubsub.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.edge.Arrival;
import dev.pubsub.spi.edge.GroupId;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Frames as nodes of version 1 have sent them, recorded byte by byte: they are read as what they
 * were, and written as they were. What fails here would not be understood by nodes that run
 * already: it needs another version.
 */
final class RecordedFramesTest {

  private static final HexFormat HEX = HexFormat.of();

  private static final Map<String, Frame> FRAMES = frames();

  private static Map<String, Frame> frames() {
    Map<String, Frame> all = new LinkedHashMap<>();
    all.put("hello", new Frame.Hello("nörd-1", 1, 1));
    all.put("snapshot", new Frame.Snapshot("default", -2, 300, 1, 2, List.of("a:*", "", "ü")));
    all.put("delta", new Frame.Delta("default", 1L << 62, 1, List.of("a"), List.of("b", "c:**")));
    all.put("digest", new Frame.Digest("agents:default", 7, 1L << 40, -1));
    all.put("wanted", new Frame.Wanted("agents:default"));
    all.put("heard", new Frame.Heard("default", 128));
    all.put("resume", new Frame.Resume(3, 127));
    all.put("settled", new Frame.Settled(3, 1000, List.of(4L, 5L, 900L), true));
    all.put("bye", new Frame.Bye());
    all.put("ping", new Frame.Ping(300));
    all.put("pong", new Frame.Pong(300));
    all.put("plain-signal", signals(Passage.PLAIN, signal("hello")));
    all.put(
        "signal-of-a-group",
        signals(
            new Passage(
                    true, new Arrival(false, List.of(new GroupId("jobs:*", "workers")), 2), 0, 0)
                .numbered(5, 300),
            whole()));
    all.put("values", signals(Passage.PLAIN, signal(values())));
    return all;
  }

  private static Frame signals(Passage passage, Signal signal) {
    return new Frame.Signals("default", List.of(new Frame.Posted(passage, signal)), 0);
  }

  private static Signal signal(Object payload) {
    return Signal.of(new SignalId(0x0197_a3c2_8f1e_7000L, -1), "room:1", payload);
  }

  private static Signal whole() {
    return new Signal(
        new SignalId(1, 2),
        "jobs:7",
        "job.done",
        "agent:7",
        "key",
        Priority.HIGH,
        Headers.of(Map.of("traceparent", "00-1")),
        42,
        1_700_000_000_000L,
        -1);
  }

  private static List<Object> values() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("none", null);
    map.put("list", List.of(1, 2L, 0.5));
    return Arrays.asList(
        true,
        false,
        "text",
        -1,
        Long.MIN_VALUE,
        Double.NEGATIVE_INFINITY,
        BigInteger.ONE.shiftLeft(70),
        new BigDecimal("-1.50"),
        map);
  }

  private static Map<String, byte[]> recorded() throws IOException {
    try (InputStream file = RecordedFramesTest.class.getResourceAsStream("version-1.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(" "))
          .collect(Collectors.toMap(parts -> parts[0], parts -> HEX.parseHex(parts[1])));
    }
  }

  static Stream<String> names() throws IOException {
    Map<String, byte[]> recorded = recorded();
    assertThat(recorded).containsKeys("packed").hasSize(FRAMES.size() + 1);
    return FRAMES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatWasSentIsReadAsItWasMeant(String name) throws Exception {
    byte[] bytes = recorded().get(name);
    assertThat(Frames.read(bytes, 0, bytes.length)).isEqualTo(FRAMES.get(name));
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsMeantIsWrittenAsItWasSent(String name) throws Exception {
    assertThat(HEX.formatHex(written(FRAMES.get(name))))
        .isEqualTo(HEX.formatHex(recorded().get(name)));
  }

  /** It may be packed otherwise, as long as this is read. */
  @Test
  void whatWasPackedIsReadAsItWasMeant() throws Exception {
    byte[] bytes = recorded().get("packed");
    assertThat(Frames.read(bytes, 0, bytes.length)).isEqualTo(new Frame.Wanted("w".repeat(2000)));
  }

  private static byte[] written(Frame frame) {
    if (!(frame instanceof Frame.Signals signals)) {
      return Frames.write(frame);
    }
    FrameWriter to = Frames.beginSignals(signals.bus(), 64);
    for (Frame.Posted posted : signals.signals()) {
      FrameWriter passage = new FrameWriter(8);
      PassageCodec.write(passage, posted.passage());
      FrameWriter signal = new FrameWriter(64);
      assertThat(SignalCodec.write(signal, posted.signal())).isNull();
      Frames.addSignal(to, passage.toBytes(), signal.toBytes());
    }
    return to.toBytes();
  }
}
