package dev.pubsub;

import dev.pubsub.error.PubSubException;
import java.util.List;

/**
 * The durable subscriptions of a bus, open or not. They are made by {@link
 * SubscribeOptions#durable}.
 *
 * <p>All methods may be called on any thread; they block for as long as the store of the bus does.
 */
public interface DurableSubscriptions {

  /**
   * All of them by name.
   *
   * @return as they are now
   */
  List<DurableSubscription> list();

  /**
   * Ends one for good: its place is forgotten, and nothing is kept for it any more.
   *
   * @param name the name
   * @return false when there was none
   * @throws PubSubException with DURABLE_IN_USE while it is open, with PLUGIN_FAILED when the store
   *     fails
   */
  boolean remove(String name);

  /**
   * One that the bus remembers.
   *
   * @param name the name
   * @param pattern what it subscribes to
   * @param open whether somebody holds it now
   */
  record DurableSubscription(String name, String pattern, boolean open) {}
}
