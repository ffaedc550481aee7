package dev.pubsub.core;

import dev.pubsub.config.Setting;
import dev.pubsub.core.config.Configuration;
import dev.pubsub.core.config.Sources;
import dev.pubsub.spi.Plugin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which settings an assembly reads. */
final class Declarations {

  private Declarations() {}

  /** All that are there whatever the sources say, by full key, those of the engine first. */
  static Map<String, Setting<?>> of(List<Plugin> plugins) {
    Map<String, Setting<?>> declared = new LinkedHashMap<>();
    Stream.of(CoreSettings.OF_THE_ASSEMBLY, CoreSettings.OF_A_BUS)
        .flatMap(List::stream)
        .forEach(setting -> declared.put(CoreSettings.PREFIX + setting.key(), setting));
    for (Plugin plugin : plugins) {
      plugin.settings().forEach(setting -> declared.put(prefixOf(plugin) + setting.key(), setting));
    }
    return declared;
  }

  /** What may be set for one bus alone, which depends on the buses there are. */
  private static Map<String, Setting<?>> ofBuses(Sources sources) {
    Map<String, Setting<?>> declared = new LinkedHashMap<>();
    PresetSource.buses(sources)
        .map(CoreSettings::prefixOf)
        .forEach(
            prefix -> {
              declared.put(prefix + CoreSettings.PRESET.key(), CoreSettings.PRESET);
              CoreSettings.OF_A_BUS.forEach(
                  setting -> declared.put(prefix + setting.key(), setting));
            });
    return declared;
  }

  /** Where the settings of a plugin are. */
  static String prefixOf(Plugin plugin) {
    return CoreSettings.PREFIX + "plugin." + plugin.id() + ".";
  }

  /** Reads and checks all of them. */
  static Configuration read(Sources sources, List<Plugin> plugins) {
    Sources all = PresetSource.below(sources);
    return Configuration.read(all, of(plugins), ofBuses(all));
  }
}
