package dev.pubsub.verification.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A link of a page leads somewhere, and the README leads to every page. */
final class LinksIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  @TestFactory
  Stream<DynamicTest> everyLinkLeadsSomewhere() throws IOException {
    return pages().stream()
        .map(page -> DynamicTest.dynamicTest(ROOT.relativize(page).toString(), () -> check(page)));
  }

  @Test
  void theReadmeLeadsToEveryPage() throws IOException {
    List<Path> linked = links(ROOT.resolve("README.md")).map(link -> target(ROOT, link)).toList();

    assertThat(pages()).filteredOn(page -> !page.endsWith("README.md")).isSubsetOf(linked);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
        Stream<Path> top = Files.list(ROOT)) {
      return Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  private static Stream<String> links(Path page) throws IOException {
    return LINK.matcher(Files.readString(page))
        .results()
        .map(found -> found.group(1))
        .filter(link -> !link.startsWith("https://"));
  }

  private static Path target(Path folder, String link) {
    return folder.resolve(link.replaceFirst("#.*", "")).normalize();
  }

  private static void check(Path page) throws IOException {
    for (String link : links(page).toList()) {
      Path target = link.startsWith("#") ? page : target(page.getParent(), link);
      assertThat(target).as(link).exists();
      if (link.contains("#")) {
        assertThat(anchors(target)).as(link).contains(link.substring(link.indexOf('#') + 1));
      }
    }
  }

  /** Those of headings, as they are made where pages are shown, and those that are written. */
  private static List<String> anchors(Path page) throws IOException {
    String text = Files.readString(page);
    Stream<String> headings =
        HEADING
            .matcher(text)
            .results()
            .map(found -> found.group(1).toLowerCase(Locale.ROOT))
            .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} -]", "").replace(' ', '-'));
    Stream<String> written =
        Pattern.compile("id=\"([^\"]+)\"").matcher(text).results().map(LinksIT::first);
    return Stream.concat(headings, written).toList();
  }

  private static String first(MatchResult found) {
    return found.group(1);
  }
}
