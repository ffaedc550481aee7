package dev.pubsub.core.guard;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What plugins hand to applications beside a bus: made when it is first wanted, and kept. */
public final class Handouts {

  private final Map<Class<?>, Source> sources = new LinkedHashMap<>();

  /** What a plugin makes from the name of a bus, and what it has made. */
  private static final class Source {

    private final String plugin;
    private final Function<String, ?> make;
    private final Map<String, Object> made = new LinkedHashMap<>();

    Source(String plugin, Function<String, ?> make) {
      this.plugin = plugin;
      this.make = make;
    }

    synchronized Object of(String bus) {
      return made.computeIfAbsent(bus, this::make);
    }

    private Object make(String bus) {
      try {
        return make.apply(bus);
      } catch (PubSubException | VirtualMachineError e) {
        throw e;
      } catch (RuntimeException | Error e) {
        throw new PubSubException(
            StandardError.PLUGIN_FAILED,
            "plugin '%s' could not be used on bus '%s': %s".formatted(plugin, bus, e),
            e);
      }
    }
  }

  /**
   * Nothing is made yet.
   *
   * @param byPlugin what each plugin brings, by its type
   */
  public Handouts(Map<String, Map<Class<?>, Function<String, ?>>> byPlugin) {
    byPlugin.forEach(
        (plugin, types) ->
            types.forEach((type, make) -> sources.put(type, new Source(plugin, make))));
  }

  /** What a plugin brings for a bus; empty when none does. */
  public <T> Optional<T> find(String bus, Class<T> type) {
    return Optional.ofNullable(sources.get(type)).map(source -> type.cast(source.of(bus)));
  }
}
