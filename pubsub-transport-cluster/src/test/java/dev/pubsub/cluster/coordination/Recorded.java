package dev.pubsub.cluster.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/** Bytes as they were written once: lines of a name and a number in base 16, beside the test. */
public final class Recorded {

  private static final HexFormat HEX = HexFormat.of();

  private final Map<String, String> bytes;

  private Recorded(Map<String, String> bytes) {
    this.bytes = bytes;
  }

  public static Recorded of(Class<?> test, String file) throws IOException {
    try (InputStream from = test.getResourceAsStream(file)) {
      return new Recorded(
          new String(from.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> line.split(" "))
              .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1])));
    }
  }

  public byte[] bytes(String name) {
    assertThat(bytes).containsKey(name);
    return HEX.parseHex(bytes.get(name));
  }

  public void assertSame(String name, byte[] written) {
    assertThat(name + " " + HEX.formatHex(written)).isEqualTo(name + " " + bytes.get(name));
  }

  public void assertNames(Iterable<String> names) {
    assertThat(bytes.keySet()).containsExactlyInAnyOrderElementsOf(names);
  }
}
