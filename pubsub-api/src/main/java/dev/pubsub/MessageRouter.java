package dev.pubsub;

import dev.pubsub.error.PubSubException;
import java.util.List;

/**
 * The rules by which a bus publishes signals once more under other topics. They hold for all of the
 * bus, may change while it runs, and outlive the session that gave them.
 *
 * <p>A rule takes part as a subscription that {@linkplain SubscribeOptions#acknowledged
 * acknowledges}: where its target must not lose anything and has no room, the signal is tried again
 * later; what cannot be published at all, or cannot be transformed, or finds as much waiting for
 * the rule as may, ends among the {@link DeadLetters} with the reason.
 *
 * <p>All methods may be called on any thread and do not block.
 */
public interface MessageRouter {

  /** The most rules of a bus. */
  int MAX_RULES = 1000;

  /**
   * Adds a rule, or lets it take the place of the one of its name, as {@link Subscription#replace}
   * does. What waits for the former goes the way of the new one.
   *
   * @param rule what to publish where
   * @throws PubSubException with ROUTE_LOOP when signals could come round to where they were, by
   *     this rule alone or together with others; with BAD_PATTERN, BAD_SELECTION, or BAD_OPTION
   *     when its target is no topic or there are too many; with CLOSED. Nothing has changed then
   */
  void put(RoutingRule rule);

  /**
   * Removes a rule. What waits for it is counted as {@link DropReason#CLOSED}.
   *
   * @param name of the rule
   * @return whether there was one
   */
  boolean remove(String name);

  /**
   * The rules as they are now.
   *
   * @return by name
   */
  List<Route> routes();

  /**
   * A rule at work.
   *
   * @param rule what is published where
   * @param stats what became of the signals that matched: delivered are those that were published
   *     once more
   */
  record Route(RoutingRule rule, SubscriptionStats stats) {}
}
