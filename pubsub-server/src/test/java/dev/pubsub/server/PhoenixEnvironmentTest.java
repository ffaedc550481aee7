package dev.pubsub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PhoenixEnvironmentTest {

  @Test
  void portAndHostOfPhoenixAreSettingsHere() {
    PhoenixEnvironment environment =
        new PhoenixEnvironment(
            Map.of("PORT", "8080", "PHX_HOST", "example.com", "SECRET_KEY_BASE", "s", "HOME", "/"));

    assertThat(environment.settings())
        .containsExactly(
            Map.entry("pubsub.plugin.ws.port", "8080"),
            Map.entry("pubsub.plugin.ws.origins", "//example.com"));
    assertThat(environment.warnings()).isEmpty();
  }

  @Test
  void aVariableOfTheSettingItselfGoesBefore() {
    PhoenixEnvironment environment =
        new PhoenixEnvironment(Map.of("PORT", "8080", "PUBSUB_PLUGIN_WS_PORT", "9090"));

    assertThat(environment.settings()).isEmpty();
  }

  @Test
  void emptyVariablesCountAsAbsent() {
    PhoenixEnvironment environment = new PhoenixEnvironment(Map.of("PORT", "", "MIX_ENV", " "));

    assertThat(environment.settings()).isEmpty();
    assertThat(environment.warnings()).isEmpty();
  }

  @Test
  void mixEnvIsWarnedOf() {
    assertThat(new PhoenixEnvironment(Map.of("MIX_ENV", "prod")).warnings())
        .singleElement()
        .asString()
        .contains("MIX_ENV");
  }
}
