package dev.pubsub.ws.phoenix;

import dev.pubsub.DropReason;
import dev.pubsub.Subscription;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The signals that one client lost, and how many of them it has been told of. */
public final class Losses {

  private final Map<Subscription, Map<DropReason, Long>> told = new ConcurrentHashMap<>();

  /** Of a client that has subscribed to nothing yet. */
  public Losses() {}

  /**
   * Begins to watch a subscription of the client. Any thread.
   *
   * @param subscription just opened
   */
  public void watch(Subscription subscription) {
    told.put(subscription, new EnumMap<>(DropReason.class));
  }

  /**
   * Ends watching. Any thread.
   *
   * @param subscription about to be closed
   */
  public void forget(Subscription subscription) {
    told.remove(subscription);
  }

  /**
   * Tells of what was lost since the last call. Not for two threads at once.
   *
   * @param listener called once for each subscription that lost something
   */
  public void tell(Listener listener) {
    told.forEach((subscription, before) -> tell(subscription, before, listener));
  }

  private static void tell(
      Subscription subscription, Map<DropReason, Long> before, Listener listener) {
    long count = 0;
    long most = 0;
    DropReason reason = DropReason.OVERFLOW;
    for (Map.Entry<DropReason, Long> dropped : subscription.stats().dropped().entrySet()) {
      Long known = before.put(dropped.getKey(), dropped.getValue());
      long more = dropped.getValue() - (known == null ? 0 : known);
      count += more;
      if (more > most) {
        most = more;
        reason = dropped.getKey();
      }
    }
    if (count > 0) {
      listener.lost(subscription.pattern(), count, reason);
    }
  }

  /** Hears of losses. */
  @FunctionalInterface
  public interface Listener {

    /**
     * Signals were lost.
     *
     * @param topic the topic or pattern subscribed to
     * @param count how many
     * @param reason why most of them
     */
    void lost(String topic, long count, DropReason reason);
  }
}
