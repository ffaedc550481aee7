package dev.pubsub.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  @Test
  void lineFeedsAndCarriageReturnsBeforeThemAreNoPartOfALine() {
    assertThat(lines("one\ntwo\r\nthree\n")).containsExactly("one", "two", "three");
  }

  @Test
  void theLastLineNeedsNoEnd() {
    assertThat(lines("one\r\ntwo")).containsExactly("one", "two");
    assertThat(lines("one\r\ntwo\r")).containsExactly("one", "two");
  }

  @Test
  void emptyLinesAreLinesAndEmptyInputHasNone() {
    assertThat(lines("\n\r\n\nx\n")).containsExactly("", "", "", "x");
    assertThat(lines("")).isEmpty();
  }

  @Test
  void aCarriageReturnElsewhereBelongsToTheLine() {
    assertThat(lines("10%\r20%\r\n\r\r\n")).containsExactly("10%\r20%", "\r");
  }

  @Test
  void linesMayBeLongerThanTheBuffer() {
    String longLine = "é".repeat(100_000);

    assertThat(lines(longLine + "\r\n" + longLine + "x")).containsExactly(longLine, longLine + "x");
  }

  @Test
  void bytesThatAreNotUtf8AreReplaced() {
    InputStream in = new ByteArrayInputStream(new byte[] {'a', (byte) 0xff, 'b', '\n'});

    assertThat(new LineReader(in).next()).contains("a\ufffdb");
  }

  @Test
  void anInputThatCannotBeReadIsToldWithACode() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();

    assertThatThrownBy(() -> new LineReader(broken).next())
        .isInstanceOfSatisfying(
            ClientException.class, e -> assertThat(e.code()).isEqualTo("INPUT_FAILED"));
  }

  private static List<String> lines(String input) {
    LineReader reader =
        new LineReader(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    return Stream.generate(reader::next)
        .takeWhile(Optional::isPresent)
        .flatMap(Optional::stream)
        .toList();
  }
}
