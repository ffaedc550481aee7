package dev.pubsub.core.assembly;

import dev.pubsub.error.StandardError;
import dev.pubsub.spi.ApiVersion;
import dev.pubsub.spi.Plugin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Whether plugins fit the host and each other, and the order in which they then can start. */
final class Fit {

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");

  private final Problems problems;
  private final Map<String, Plugin> byId = new LinkedHashMap<>();
  private final Set<String> onTheWay = new LinkedHashSet<>();
  private final Map<String, Plugin> sorted = new LinkedHashMap<>();

  private Fit(Problems problems) {
    this.problems = problems;
  }

  /** The plugins as they were given, but each behind those that it requires. */
  static List<Plugin> sort(List<Plugin> plugins, Problems problems) {
    Fit fit = new Fit(problems);
    plugins.forEach(fit::meet);
    fit.byId.forEach(fit::place);
    return List.copyOf(fit.sorted.values());
  }

  private void meet(Plugin plugin) {
    try {
      ApiVersion wanted = plugin.apiVersion();
      if (wanted.runsOn(ApiVersion.CURRENT)) {
        register(plugin.id(), plugin);
      } else {
        problems.add(
            StandardError.PLUGIN_VERSION,
            "plugin '%s' (%s) needs version %s of the interfaces, and this is %s"
                .formatted(plugin.id(), nameOf(plugin), wanted, ApiVersion.CURRENT));
      }
    } catch (VirtualMachineError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      problems.add(
          StandardError.BAD_PLUGIN, nameOf(plugin) + " cannot say which plugin it is: ", e);
    }
  }

  private void register(String id, Plugin plugin) {
    if (!ID.matcher(id).matches()) {
      problems.add(
          StandardError.BAD_PLUGIN,
          "plugin id '%s' of %s must be lower case letters, digits and '-'"
              .formatted(id, nameOf(plugin)));
      return;
    }
    Plugin other = byId.putIfAbsent(id, plugin);
    if (other != null) {
      problems.add(
          StandardError.BAD_PLUGIN,
          "there are two plugins with the id '%s': %s and %s"
              .formatted(id, nameOf(other), nameOf(plugin)));
    }
  }

  private static String nameOf(Plugin plugin) {
    Class<?> type = plugin.getClass();
    return type.getName() + " of " + Origin.of(type).file();
  }

  /** Depth first: what a plugin requires is placed before it. */
  private void place(String id, Plugin plugin) {
    if (sorted.containsKey(id)) {
      return;
    }
    if (!onTheWay.add(id)) {
      refuseCircle(id);
      return;
    }
    for (String required : new TreeSet<>(plugin.requires())) {
      Plugin other = byId.get(required);
      if (other == null) {
        problems.add(
            StandardError.BAD_PLUGIN,
            "plugin '" + id + "' requires '" + required + "', which is not there");
      } else {
        place(required, other);
      }
    }
    onTheWay.remove(id);
    sorted.put(id, plugin);
  }

  private void refuseCircle(String id) {
    List<String> way = new ArrayList<>(onTheWay);
    List<String> circle = new ArrayList<>(way.subList(way.indexOf(id), way.size()));
    circle.add(id);
    problems.add(
        StandardError.BAD_PLUGIN,
        "plugins require each other in a circle: " + String.join(" -> ", circle));
  }
}
