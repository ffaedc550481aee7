package dev.pubsub.core.store;

import dev.pubsub.spi.data.Store;
import java.util.function.Supplier;

/**
 * The history of a bus, and the moments at which it may be looked at.
 *
 * <p>To keep a signal and to post it is one step; to subscribe and to read what is to be replayed
 * is another; there is one of them at a time. So each signal is either read or received, none of
 * them twice, and what is received is in the order in which it is kept.
 */
public final class History {

  private final Store store;
  private final boolean kept;

  /**
   * The history in a store.
   *
   * @param kept whether anything is ever kept
   */
  public History(Store store, boolean kept) {
    this.store = store;
    this.kept = kept;
  }

  /** Whether anything is ever kept. */
  public boolean isKept() {
    return kept;
  }

  /** Lets go of what is kept of a topic. */
  public void forget(String topic) {
    if (kept) {
      store.forget(topic);
    }
  }

  /** Where it is kept. */
  public Store store() {
    return store;
  }

  /** Takes a step while nobody else does. */
  public synchronized <T> T step(Supplier<T> step) {
    return step.get();
  }
}
