package dev.pubsub.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pubsub.core.GivenSetting;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.error.PubSubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void whatItSaysCountsWithItsPlace() throws IOException {
    Path file = written("buses: {orders: {capacity: 100}}\nplugin.ws.port: 4001\n");

    assertThat(builder(file).settings())
        .contains(
            new GivenSetting("pubsub.buses", "orders", file + ":1"),
            new GivenSetting("pubsub.bus.orders.capacity", "100", file + ":1"),
            new GivenSetting("pubsub.plugin.ws.port", "4001", file + ":2"),
            new GivenSetting("pubsub.plugin.ws.host", "127.0.0.1", "default"));
  }

  @Test
  void allProblemsAreToldAtOnceWithTheirLines() throws IOException {
    Path file = written("capactiy: 5\nlanes:\nws: {port: 4000}\nplugin.ws.port: high\n");

    assertThatExceptionOfType(PubSubException.class)
        .isThrownBy(() -> builder(file).open())
        .satisfies(refusal -> assertThat(refusal.code().name()).isEqualTo("BAD_SETTINGS"))
        .withMessage(
            """
            F:2: pubsub.lanes has no value
            F:1: unknown setting pubsub.capactiy, did you mean pubsub.capacity?
            F:3: unknown setting pubsub.ws.port, did you mean pubsub.plugin.ws.port?
            F:4: pubsub.plugin.ws.port: 'high' is not a whole number from 0 to 65535"""
                .replace("F:", file + ":"));
  }

  @Test
  void aFileThatCannotBeReadIsAProblemOfItsName() throws IOException {
    Path large = written("#".repeat((1 << 20) + 1));
    assertThat(problems(large)).containsExactly(large + ": is larger than 1 MiB");
    assertThat(problems(written("#".repeat(1 << 20)))).isEmpty();

    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, new byte[] {'a', ':', ' ', (byte) 0xE4});
    assertThat(problems(latin)).containsExactly(latin + ": is not UTF-8");

    Path none = folder.resolve("none.yaml");
    assertThat(problems(none)).containsExactly(none + ": there is no such file");
    assertThat(problems(folder))
        .singleElement()
        .asString()
        .startsWith(folder + ": cannot be read: ");
  }

  @Test
  void whatIsPrintedSaysTheSameAsAFile() throws IOException {
    List<GivenSetting> settings = PubSub.builder().settings();
    assertThat(values(builder(written(SettingsList.of(settings))).settings()))
        .isEqualTo(values(settings));

    List<GivenSetting> odd =
        List.of(
            new GivenSetting("pubsub.a", " odd \"text\"\t#1 \u00e4\n", "code"),
            new GivenSetting("pubsub.b", "null", "code"),
            new GivenSetting("pubsub.c", "", "code"),
            new GivenSetting("pubsub.d", "*=&!", "code"));
    SettingsFile file = SettingsFile.read(written(SettingsList.of(odd)));
    assertThat(file.problems()).isEmpty();
    assertThat(file.values().values())
        .extracting(SettingsFile.Line::text)
        .isEqualTo(odd.stream().map(GivenSetting::value).toList());
  }

  private static List<String> values(List<GivenSetting> settings) {
    return settings.stream().map(setting -> setting.key() + "=" + setting.value()).toList();
  }

  private static List<String> problems(Path path) {
    return SettingsFile.read(path).problems();
  }

  private Path written(String text) throws IOException {
    return Files.writeString(folder.resolve("pubsub.yaml"), text);
  }

  private static PubSubBuilder builder(Path file) {
    PubSubBuilder builder = PubSub.builder();
    SettingsFile.read(file).addTo(builder);
    return builder;
  }
}
