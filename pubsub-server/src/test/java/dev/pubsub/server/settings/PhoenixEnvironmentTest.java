package dev.pubsub.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.core.GivenSetting;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhoenixEnvironmentTest {

  @Test
  void portAndHostOfPhoenixAreSettingsHere() {
    Map<String, String> variables =
        Map.of("PORT", "8080", "PHX_HOST", "example.com", "SECRET_KEY_BASE", "s3cret", "HOME", "/");

    assertThat(settings(variables))
        .contains(
            new GivenSetting(Keys.PORT, "8080", "environment PORT"),
            new GivenSetting(Keys.ORIGINS, "//example.com", "environment PHX_HOST"))
        .noneMatch(setting -> setting.value().contains("s3cret"));
    assertThat(new PhoenixEnvironment(variables).warnings()).isEmpty();
  }

  @Test
  void emptyVariablesCountAsAbsent() {
    Map<String, String> variables = Map.of("PORT", "", "MIX_ENV", " ");

    assertThat(settings(variables)).contains(new GivenSetting(Keys.PORT, "4000", "default"));
    assertThat(new PhoenixEnvironment(variables).warnings()).isEmpty();
  }

  @Test
  void mixEnvIsWarnedOf() {
    assertThat(new PhoenixEnvironment(Map.of("MIX_ENV", "prod")).warnings())
        .singleElement()
        .asString()
        .contains("MIX_ENV");
  }

  private static List<GivenSetting> settings(Map<String, String> variables) {
    PubSubBuilder builder = PubSub.builder();
    new PhoenixEnvironment(variables).addTo(builder);
    return builder.settings();
  }
}
