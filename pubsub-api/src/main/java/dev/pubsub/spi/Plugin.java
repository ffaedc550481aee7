package dev.pubsub.spi;

import dev.pubsub.config.Setting;
import java.util.List;
import java.util.Set;

/**
 * Extends a bus. A plugin has a public constructor without arguments, by which {@link
 * java.util.ServiceLoader} can make it, and does nothing in it.
 *
 * <p>All plugins are installed first. Then their components are started: those of one plugin in the
 * order in which it gave them, those of different plugins at the same time, but a plugin only once
 * everything that it requires has started. They are drained and stopped in reverse, one after the
 * other.
 */
public interface Plugin {

  /**
   * The name of the plugin, unique in an assembly.
   *
   * @return a plain word: lower case letters, digits and {@code -}
   */
  String id();

  /**
   * The version of these interfaces that the plugin was written for, asked before anything else.
   *
   * @return the first version, 1.0, unless the plugin needs what a later one added
   */
  default ApiVersion apiVersion() {
    return new ApiVersion(1, 0);
  }

  /**
   * The plugins without which this one cannot work.
   *
   * @return their ids; one that is not there, or a circle, is refused at start
   */
  default Set<String> requires() {
    return Set.of();
  }

  /**
   * The settings that the plugin reads.
   *
   * @return their declarations; a key under {@code pubsub.plugin.<id>.} that is not among them is
   *     refused at start
   */
  default List<Setting<?>> settings() {
    return List.of();
  }

  /**
   * Says what the plugin contributes. Called once per assembly, on the thread that opens it, before
   * anything is started: no input or output here, no threads, no statics.
   *
   * @param environment time, chance and settings
   * @return the contributions
   * @throws PluginRefusal to refuse, with a sentence for the user
   */
  Contributions install(Environment environment);
}
