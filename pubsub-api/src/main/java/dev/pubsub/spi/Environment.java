package dev.pubsub.spi;

import dev.pubsub.config.Settings;
import dev.pubsub.spi.flow.Pressure;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What the host gives to a plugin when it is installed. Time and chance come from here alone, so
 * that an assembly can run on time moved by hand.
 *
 * <p>Everything in it may be used on any thread, as long as the assembly is open.
 */
public interface Environment {

  /**
   * The plugin's own settings.
   *
   * @return checked values
   */
  Settings settings();

  /**
   * The name of this node, as the setting {@code pubsub.node} says.
   *
   * @return the name; {@code local} unless another was given
   */
  String node();

  /**
   * The time of day.
   *
   * @return the clock of the assembly
   */
  Clock clock();

  /**
   * Elapsed time and work for later.
   *
   * @return the scheduler of the assembly
   */
  Scheduler scheduler();

  /**
   * Work that may block, such as asking a file system.
   *
   * @return runs each task at once, on a thread that no other waits for; a bound on how many there
   *     are is the plugin's own business
   */
  Executor executor();

  /**
   * Chance, unpredictable to strangers unless the assembly was given a seed.
   *
   * @return a generator that any thread may use
   */
  RandomGenerator random();

  /**
   * How scarce resources are.
   *
   * @return the levels as they are whenever they are asked for
   */
  Pressure pressure();
}
