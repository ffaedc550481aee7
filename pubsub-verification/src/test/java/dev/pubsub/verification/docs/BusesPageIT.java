package dev.pubsub.verification.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.core.Preset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class BusesPageIT {

  private static final Path PAGE = Path.of("..", "docs", "buses.md");

  @Test
  void thePageListsEveryPreset() {
    String rows =
        Arrays.stream(Preset.values()).map(BusesPageIT::row).collect(Collectors.joining("\n"));

    assertThat(PAGE).content().contains("|---|---|---|\n" + rows + "\n\n");
  }

  private static String row(Preset preset) {
    String settings =
        preset.settings().entrySet().stream()
            .map(setting -> "`" + setting.getKey() + "=" + setting.getValue() + "`")
            .collect(Collectors.joining(", "));
    return "| `%s` | %s | %s |".formatted(preset.busName(), settings, preset.reason());
  }
}
