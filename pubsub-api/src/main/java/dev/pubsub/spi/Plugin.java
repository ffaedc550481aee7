package dev.pubsub.spi;

import dev.pubsub.config.Setting;
import java.util.List;

/**
 * Extends a bus. A plugin has a public constructor without arguments and does nothing in it.
 *
 * <p>All plugins are installed first, then their components are started in the order in which they
 * were given; they are stopped in reverse.
 */
public interface Plugin {

  /**
   * The name of the plugin, unique in an assembly.
   *
   * @return a plain word: lower case letters, digits and {@code -}
   */
  String id();

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
