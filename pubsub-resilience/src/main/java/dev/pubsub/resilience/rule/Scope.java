package dev.pubsub.resilience.rule;

import dev.pubsub.spi.flow.SubscriptionControl;
import dev.pubsub.topic.Segment;
import dev.pubsub.topic.TopicPattern;
import java.util.Set;

/**
 * Which subscriptions a rule is for.
 *
 * @param topics what the pattern of the subscription, taken as a name, must match
 * @param buses where; empty for everywhere
 * @param principals whose, with {@code *} for any characters. What the platform itself subscribes,
 *     whose principal begins with {@code system:}, is meant only where this begins so, too
 */
public record Scope(TopicPattern topics, Set<String> buses, Segment.Glob principals) {

  private static final String PLATFORM = "system:";

  /**
   * Copies the buses.
   *
   * @param topics what patterns must match
   * @param buses where; empty for everywhere
   * @param principals whose
   */
  public Scope {
    buses = Set.copyOf(buses);
  }

  /**
   * Decides.
   *
   * @param subscription one that is being opened
   * @return whether the rule is for it
   */
  public boolean covers(SubscriptionControl subscription) {
    String principal = subscription.principal();
    return (buses.isEmpty() || buses.contains(subscription.bus()))
        && (principals.text().startsWith(PLATFORM) || !principal.startsWith(PLATFORM))
        && principals.matches(principal)
        && topics.matches(subscription.pattern());
  }
}
