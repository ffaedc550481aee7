package dev.pubsub.core;

import dev.pubsub.core.assembly.Origin;
import dev.pubsub.spi.ApiVersion;
import dev.pubsub.spi.Plugin;

/**
 * A plugin that can be loaded and fits.
 *
 * @param id its id
 * @param file the name of its jar or folder
 * @param version its own version
 * @param apiVersion the version of the interfaces that it needs
 */
public record PluginInfo(String id, String file, String version, ApiVersion apiVersion) {

  static PluginInfo of(Plugin plugin) {
    Origin origin = Origin.of(plugin.getClass());
    return new PluginInfo(plugin.id(), origin.file(), origin.version(), plugin.apiVersion());
  }
}
