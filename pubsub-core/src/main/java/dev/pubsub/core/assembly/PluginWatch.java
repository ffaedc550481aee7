package dev.pubsub.core.assembly;

/** Is told which plugins run. Called on the threads that start and stop them; must not throw. */
@FunctionalInterface
public interface PluginWatch {

  /**
   * A plugin was started or stopped.
   *
   * @param plugin its id
   * @param runs whether it was started
   */
  void changed(String plugin, boolean runs);
}
