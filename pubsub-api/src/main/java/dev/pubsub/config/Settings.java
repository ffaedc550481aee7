package dev.pubsub.config;

/** The values of declared settings, checked before anything was started. */
@FunctionalInterface
public interface Settings {

  /**
   * The value of a setting.
   *
   * @param setting a setting that was declared
   * @param <T> the type of the value
   * @return the configured value, or the default
   * @throws IllegalArgumentException when the setting was not declared
   */
  <T> T get(Setting<T> setting);
}
