package dev.pubsub.config;

import java.util.function.Consumer;

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

  /**
   * Hands over the value of a setting at once, and again whenever it is changed while the assembly
   * runs. Changes come one at a time, on the thread of whoever makes them, and must not block; what
   * is handed over last is what holds.
   *
   * @param setting a setting that was declared; only a {@linkplain Setting#live live} one changes
   * @param taker takes the value; called as long as the assembly is open
   * @param <T> the type of the value
   * @throws IllegalArgumentException when the setting was not declared
   */
  default <T> void follow(Setting<T> setting, Consumer<? super T> taker) {
    taker.accept(get(setting));
  }
}
