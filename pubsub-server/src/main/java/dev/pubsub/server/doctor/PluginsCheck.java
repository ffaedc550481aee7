package dev.pubsub.server.doctor;

import dev.pubsub.core.PluginInfo;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.error.PubSubException;
import java.util.List;

/**
 * Whether the plugins can be loaded and fit.
 *
 * @param builder knows the folder
 */
record PluginsCheck(PubSubBuilder builder) implements Check {

  @Override
  public String name() {
    return "plugins";
  }

  @Override
  public List<Finding> findings() {
    try {
      return builder.plugins().stream().flatMap(p -> Finding.ok(told(p)).stream()).toList();
    } catch (PubSubException e) {
      String advice = e.code().name() + " in docs/errors.md says what to do";
      return e.getMessage()
          .lines()
          .flatMap(line -> Finding.problem(line, advice).stream())
          .toList();
    }
  }

  private static String told(PluginInfo plugin) {
    return "'%s' %s (%s) is for version %s of the interfaces"
        .formatted(plugin.id(), plugin.version(), plugin.file(), plugin.apiVersion());
  }
}
