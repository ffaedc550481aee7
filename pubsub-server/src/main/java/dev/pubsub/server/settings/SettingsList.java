package dev.pubsub.server.settings;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.pubsub.core.GivenSetting;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shows settings with their places, in the form of a file that says the same. */
public final class SettingsList {

  /** What YAML takes as the text that it is; everything else is quoted, as in JSON. */
  private static final Pattern PLAIN = Pattern.compile("(?i)(?!null$)[a-z0-9][a-z0-9./_-]*");

  private SettingsList() {}

  /**
   * One line for each setting.
   *
   * @param settings in the order in which they are shown
   * @return lines without the last line feed
   */
  public static String of(List<GivenSetting> settings) {
    int width = settings.stream().mapToInt(setting -> entry(setting).length()).max().orElse(1);
    String line = "%-" + width + "s  # %s";
    return settings.stream()
        .map(setting -> line.formatted(entry(setting), setting.origin()))
        .collect(Collectors.joining("\n"));
  }

  private static String entry(GivenSetting setting) {
    String value = setting.value();
    return setting.key() + ": " + (PLAIN.matcher(value).matches() ? value : quoted(value));
  }

  private static String quoted(String value) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
  }
}
