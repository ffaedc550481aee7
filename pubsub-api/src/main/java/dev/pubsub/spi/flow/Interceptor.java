package dev.pubsub.spi.flow;

import dev.pubsub.signal.Signal;

/**
 * Looks at every signal that is being published: lets it pass, as it is or changed, or not.
 *
 * <p>Interceptors are asked one after the other, in the order in which their plugins were
 * installed; the first that does not let a signal pass ends the asking. With none installed
 * publishing pays nothing.
 */
@FunctionalInterface
public interface Interceptor {

  /**
   * Decides. Called once per signal, on the thread of its publisher, by many threads at once, after
   * its topic was found to be good and before it is matched. Must not block.
   *
   * @param bus the name of the bus
   * @param signal what is to be published
   * @return the decision; an exception, or a signal whose id, topic or source was changed, refuses
   *     the signal with PLUGIN_FAILED
   */
  Decision intercept(String bus, Signal signal);
}
