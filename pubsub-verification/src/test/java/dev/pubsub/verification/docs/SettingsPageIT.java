package dev.pubsub.verification.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.agents.AgentsPlugin;
import dev.pubsub.cluster.ClusterPlugin;
import dev.pubsub.core.PubSub;
import dev.pubsub.json.JsonPlugin;
import dev.pubsub.monitoring.MonitoringPlugin;
import dev.pubsub.resilience.ResiliencePlugin;
import dev.pubsub.ws.WsPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SettingsPageIT {

  private static final Path PAGE = Path.of("..", "docs", "settings.md");

  /** With {@code -Ddocs.write=true} the page is written instead, to be committed. */
  @Test
  void thePageListsEveryDeclaredSetting() throws IOException {
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
            # Settings

            Made from the declarations in the code. Where a value comes from, and how it is written there: [configuration](configuration.md). Those that are *live* may be [changed while the server runs](configuration.md#while-the-server-runs).

            | key | default | what it is |
            |---|---|---|
            """);
    PubSub.settings(
            List.of(
                new AgentsPlugin(),
                new ClusterPlugin(),
                new JsonPlugin(),
                new MonitoringPlugin(),
                new ResiliencePlugin(),
                new WsPlugin()))
        .forEach(
            (key, setting) ->
                page.append(
                    "| `%s` | %s | %s |%n"
                        .formatted(
                            key,
                            setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`",
                            setting.description() + (setting.live() ? " *Live.*" : ""))));
    return page.toString();
  }
}
