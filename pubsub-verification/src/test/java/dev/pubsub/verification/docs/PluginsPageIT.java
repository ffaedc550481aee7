package dev.pubsub.verification.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who follows the page has the project that ForeignPluginIT builds, whole and nothing else. */
final class PluginsPageIT {

  private static final Path PROJECT = Path.of("src", "test", "foreign-plugin");
  private static final Pattern CODE = Pattern.compile("```(?:java|xml)\n(.*?)```", Pattern.DOTALL);

  @Test
  void theCodeOfThePageIsTheProject() throws IOException {
    List<String> shown =
        CODE.matcher(page()).results().map(found -> found.group(1)).sorted().toList();

    assertThat(shown).isEqualTo(project(file -> !file.startsWith(services())));
  }

  @Test
  void thePageNamesThePluginAsTheProjectDoes() throws IOException {
    List<String> named = project(file -> file.startsWith(services()));

    assertThat(named).hasSize(1);
    assertThat(page()).contains("```text\n" + named.get(0) + "```\n");
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "plugins.md"));
  }

  private static Path services() {
    return PROJECT.resolve(Path.of("src", "main", "resources", "META-INF"));
  }

  private static List<String> project(Predicate<Path> wanted) throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT)) {
      return files
          .filter(Files::isRegularFile)
          .filter(wanted)
          .map(PluginsPageIT::read)
          .sorted()
          .toList();
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
