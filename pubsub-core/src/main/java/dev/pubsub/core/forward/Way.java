package dev.pubsub.core.forward;

import dev.pubsub.RoutingRule;
import dev.pubsub.error.PubSubException;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;

/** What a rule says, read once. */
record Way(RoutingRule rule, TopicPattern pattern, Target target) {

  /**
   * Reads a rule.
   *
   * @throws PubSubException with BAD_PATTERN or BAD_OPTION when it cannot be read
   */
  static Way of(RoutingRule rule, TopicSyntax syntax) {
    return new Way(
        rule, TopicPattern.parse(rule.pattern(), syntax), new Target(rule.target(), syntax));
  }

  String name() {
    return rule.name();
  }
}
