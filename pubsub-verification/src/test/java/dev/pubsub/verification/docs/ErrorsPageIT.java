package dev.pubsub.verification.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever meets a code finds it on the page, and the page has no other. */
final class ErrorsPageIT {

  private static final Path ROOT = Path.of("..");
  private static final List<String> MODULES =
      List.of(
          "pubsub-agents",
          "pubsub-api",
          "pubsub-core",
          "pubsub-json",
          "pubsub-monitoring",
          "pubsub-resilience",
          "pubsub-transport-cluster",
          "pubsub-transport-ws",
          "pubsub-server");

  /**
   * A word in capitals as a string, or at the beginning of one, or as a constant of an enumeration
   * of codes.
   */
  private static final Pattern WORD = Pattern.compile("\"([A-Z][A-Z_]{4,})(?:\"|: )");

  private static final Pattern CONSTANT = Pattern.compile("(?m)^  ([A-Z][A-Z_]+)[(,;]");
  private static final Pattern SAID_BY_THE_LAUNCHER = Pattern.compile("fail \"([A-Z_]+):");
  private static final Pattern ON_THE_PAGE = Pattern.compile("<a id=\"([a-z_]+)\"></a>`([A-Z_]+)`");

  /** No codes, but for the beginning of one. */
  private static final Set<String> NO_CODES =
      Set.of(
          "ATTEMPTS",
          "COMMAND",
          "CREATED",
          "DELETE",
          "DETAIL",
          "HTTP_",
          "MESSAGE",
          "MESSAGES",
          "MIX_ENV",
          "OTHER",
          "PATCH",
          "PATTERN",
          "PATTERNS",
          "PHX_HOST",
          "POSITION",
          "PUBSUB_",
          "REASON",
          "RECEIVED",
          "SUBSCRIBERS",
          "TOPIC",
          "VALUE",
          "VOTES",
          "WAITING",
          "WHERE");

  @Test
  void everyCodeHasItsPlaceOnThePage() throws IOException {
    assertThat(documented()).isEqualTo(used());
  }

  private static Set<String> documented() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (var found : ON_THE_PAGE.matcher(read(ROOT.resolve("docs/errors.md"))).results().toList()) {
      assertThat(found.group(1)).isEqualTo(found.group(2).toLowerCase(Locale.ROOT));
      codes.add(found.group(2));
    }
    return codes;
  }

  private static Set<String> used() throws IOException {
    Set<String> codes = new TreeSet<>();
    add(codes, SAID_BY_THE_LAUNCHER, read(ROOT.resolve("pubsub")));
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          String source = read(file);
          add(codes, WORD, source);
          if (source.contains("implements ErrorCode {")) {
            add(codes, CONSTANT, source);
          }
        }
      }
    }
    codes.removeAll(NO_CODES);
    return codes;
  }

  private static void add(Set<String> codes, Pattern pattern, String source) {
    pattern.matcher(source).results().forEach(found -> codes.add(found.group(1)));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }
}
