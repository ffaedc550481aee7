package dev.pubsub.core;

import dev.pubsub.core.config.Given;
import dev.pubsub.core.config.Sources;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Presets as the weakest source of settings of single buses. Reads what it needs from settings that
 * may have faults; those are told by whoever checks them.
 */
final class PresetSource {

  private PresetSource() {}

  /** The sources, and below them what the presets of the buses say. */
  static Sources below(Sources sources) {
    Map<String, Given> chosen = new LinkedHashMap<>();
    names(sources).forEach(bus -> chosen.put(keyOf(bus), new Given(bus, "pubsub.presets")));
    Sources choosing = sources.above(chosen);
    Map<String, Given> values = new LinkedHashMap<>();
    buses(sources).forEach(bus -> preset(choosing, bus).ifPresent(p -> addTo(values, bus, p)));
    return choosing.above(values);
  }

  private static void addTo(Map<String, Given> values, String bus, Preset preset) {
    preset
        .settings()
        .forEach(
            (key, value) ->
                values.put(
                    CoreSettings.prefixOf(bus) + key,
                    new Given(value, "preset " + preset.busName())));
  }

  private static Optional<Preset> preset(Sources sources, String bus) {
    return sources.value(keyOf(bus)).flatMap(given -> Preset.named(given.text()));
  }

  private static String keyOf(String bus) {
    return CoreSettings.prefixOf(bus) + CoreSettings.PRESET.key();
  }

  /** The buses that may have settings of their own. */
  static Stream<String> buses(Sources sources) {
    String listed = value(sources, CoreSettings.BUSES.key());
    return BusNames.all(names(sources), BusNames.readable(listed));
  }

  private static List<String> names(Sources sources) {
    boolean wanted = value(sources, CoreSettings.PRESETS.key()).strip().equalsIgnoreCase("true");
    return wanted ? names() : List.of();
  }

  private static String value(Sources sources, String key) {
    return sources.value(CoreSettings.PREFIX + key).map(Given::text).orElse("");
  }

  /** The names of the buses that {@code pubsub.presets} opens. */
  static List<String> names() {
    return Arrays.stream(Preset.values()).map(Preset::busName).toList();
  }
}
