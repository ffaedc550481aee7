package dev.pubsub.server.doctor;

import dev.pubsub.core.GivenSetting;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.error.PubSubException;
import java.util.List;

/**
 * Whether a server could read its settings.
 *
 * @param builder what the sources say
 */
record SettingsCheck(PubSubBuilder builder) implements Check {

  @Override
  public String name() {
    return "settings";
  }

  @Override
  public List<Finding> findings() {
    try {
      List<GivenSetting> all = builder.settings();
      long set = all.stream().filter(setting -> !setting.origin().equals("default")).count();
      return Finding.ok(
          set + " of " + all.size() + " are set; ./pubsub serve --print-config shows them");
    } catch (PubSubException e) {
      return e.code().name().equals("BAD_SETTINGS")
          ? e.getMessage()
              .lines()
              .flatMap(line -> Finding.problem(line, "see docs/settings.md").stream())
              .toList()
          : Finding.skipped("cannot be checked before all plugins can be loaded");
    }
  }
}
