package dev.pubsub.agents.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.config.Setting;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class AccessSettingsTest {

  private static final Map<String, Setting<?>> BY_KEY =
      AccessSettings.SETTINGS.stream().collect(Collectors.toMap(Setting::key, each -> each));

  private static Object read(String key, String text) {
    return BY_KEY.get(key).parser().apply(text);
  }

  @Test
  void rulesAreReadAsTheyAreWritten() {
    assertThat(read("rules", "a: refuse stop from=bob"))
        .isEqualTo(AccessRules.parse("a: refuse stop from=bob", Verdict.ALLOW).rules());
    assertThatThrownBy(() -> read("rules", "nonsense"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatHoldsOtherwiseIsOneOfTwoWords() {
    assertThat(read("rules.default", "allow")).isEqualTo(Verdict.ALLOW);
    assertThat(read("rules.default", "refuse")).isEqualTo(Verdict.REFUSE);
    assertThatThrownBy(() -> read("rules.default", "maybe"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
