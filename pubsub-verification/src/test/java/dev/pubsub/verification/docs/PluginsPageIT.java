package dev.pubsub.verification.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page shows is what is built. */
final class PluginsPageIT {

  private static final Pattern CODE = Pattern.compile("```(?:java|xml)\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyPieceOfCodeStandsInTheProject() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "plugins.md"));
    List<String> pieces = CODE.matcher(page).results().map(found -> found.group(1)).toList();

    assertThat(pieces).hasSizeGreaterThan(4);
    assertThat(pieces).allSatisfy(piece -> assertThat(project()).contains(piece));
  }

  private static String project() {
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "foreign-plugin"))) {
      return files
          .filter(Files::isRegularFile)
          .map(PluginsPageIT::read)
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
