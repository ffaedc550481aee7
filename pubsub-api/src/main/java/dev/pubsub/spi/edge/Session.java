package dev.pubsub.spi.edge;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Operation;

/**
 * One user of a bus: the bus itself, seen through that user's rights, with one queue for all their
 * subscriptions.
 *
 * <p>All subscriptions of a session are served in the order in which signals were published, over
 * all topics, and never by two threads at once. A signal that several of them match is received by
 * each, which may happen a batch of one topic at a time. What waits for them together is bounded by
 * the session's capacity; when that is reached, its policy decides what becomes of what comes next,
 * and each loss is counted on the subscription it was for.
 *
 * <p>A subscription that {@linkplain dev.pubsub.SubscribeOptions#acknowledged acknowledges} is
 * apart from the others: it has the bounds that its own options ask for, an order of its own, and
 * may be called at the same time as they are. It is paused and closed with the session.
 */
public interface Session extends Bus, AutoCloseable {

  /**
   * Who uses it.
   *
   * @return the principal given when it was opened
   */
  Principal principal();

  /**
   * Asks whether its user may do something now that the bus knows nothing of. What the bus does
   * itself, publish and subscribe, it asks about itself.
   *
   * @param operation what is wanted
   * @param resource what it is to be done to, see {@link Operation}
   * @return what the first gate says that does not grant it, or {@link Admission#GRANTED}
   */
  Admission admit(Operation operation, String resource);

  /**
   * Holds deliveries back until {@link #resume}: signals wait, up to the capacity. Takes effect
   * before the next batch of signals; a batch that is being delivered is finished. Does not block.
   */
  void pause();

  /** Lets deliveries go on. Does not block. */
  void resume();

  /** Closes all subscriptions of the session. Closing twice does nothing. */
  @Override
  void close();
}
