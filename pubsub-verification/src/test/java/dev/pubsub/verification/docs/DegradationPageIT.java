package dev.pubsub.verification.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.core.PubSub;
import dev.pubsub.json.JsonPlugin;
import dev.pubsub.resilience.ResiliencePlugin;
import dev.pubsub.spi.flow.PressureLevel;
import dev.pubsub.spi.flow.Relief;
import dev.pubsub.ws.WsPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DegradationPageIT {

  private static final Path PAGE = Path.of("..", "docs", "degradation.md");

  /** With {@code -Ddocs.write=true} the page is written instead, to be committed. */
  @Test
  void thePageListsWhatIsGivenUpByWhomAndWhen() throws IOException {
    String expected = page();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, expected);
    }

    assertThat(PAGE).content().isEqualTo(expected);
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Degradation

            What a server gives up while resources are scarce, made from what its modules declare. Of one level, what stands higher is given up first; all of it is taken back in reverse. Levels and marks: [resources](resources.md).

            | level | of which resource | who | gives up |
            |---|---|---|---|
            """);
    try (PubSub pubsub =
        PubSub.builder()
            .discover(false)
            .plugin(new JsonPlugin())
            .plugin(new ResiliencePlugin())
            .plugin(new WsPlugin())
            .set("pubsub.plugin.ws.port", "0")
            .set("pubsub.plugin.resilience.resources.enabled", "true")
            .open()) {
      for (PressureLevel level : List.of(PressureLevel.HIGH, PressureLevel.CRITICAL)) {
        pubsub.reliefs().forEach((who, all) -> append(page, level, Map.entry(who, all)));
      }
    }
    return page.toString();
  }

  private static void append(
      StringBuilder page, PressureLevel level, Map.Entry<String, List<Relief>> of) {
    for (Relief relief : of.getValue()) {
      if (relief.level() == level) {
        String resources =
            relief.resources().isEmpty()
                ? "any"
                : String.join(", ", relief.resources().stream().sorted().toList());
        page.append(
            "| %s | %s | `%s` | %s |%n"
                .formatted(
                    level.name().toLowerCase(Locale.ROOT), resources, of.getKey(), relief.what()));
      }
    }
  }
}
