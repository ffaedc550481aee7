package dev.pubsub;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Publishes some signals once more, perhaps changed, under another topic.
 *
 * <p>What is published has the type, key, priority, headers and payload of the original as the
 * transformation leaves them, what is left of its time to live, the source {@link #SOURCE}, and the
 * header {@code causation} with the id of the original. A question that is routed is answered to
 * whoever asked.
 *
 * @param name what the rule is called among those of its bus, 1 to 255 characters
 * @param pattern which topics
 * @param selection which of their signals
 * @param target the topic to publish to, in which <code>{topic}</code>, <code>{type}</code> and
 *     <code>{key}</code> stand for those of the original, and <code>{1}</code> to <code>{9}</code>
 *     for the levels of its topic
 * @param transformation what is published instead of the original; its topic, time, id and source
 *     do not matter. Called on a thread that delivers; may block. What it throws at is tried again,
 *     and ends among the {@link DeadLetters}
 */
public record RoutingRule(
    String name,
    String pattern,
    Selection selection,
    String target,
    UnaryOperator<Signal> transformation) {

  /** The source of what a rule publishes. */
  public static final String SOURCE = "system:router";

  /**
   * Checks that nothing is missing. Pattern, selection and target are read when the rule is put.
   *
   * @param name 1 to 255 characters, none of them a control character
   * @param pattern which topics
   * @param selection which of their signals
   * @param target the topic to publish to
   * @param transformation what is published instead
   * @throws PubSubException with BAD_OPTION when the name breaks the rule
   */
  public RoutingRule {
    Objects.requireNonNull(pattern, "pattern");
    Objects.requireNonNull(selection, "selection");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(transformation, "transformation");
    if (name.isEmpty()
        || name.length() > SubscribeOptions.MAX_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "a rule has a name of 1 to 255 characters, none a control character");
    }
  }

  /**
   * A rule that publishes everything as it is.
   *
   * @param name what it is called
   * @param pattern which topics
   * @param target the topic to publish to
   * @return the rule
   */
  public static RoutingRule of(String name, String pattern, String target) {
    return new RoutingRule(name, pattern, Selection.ALL, target, signal -> signal);
  }

  /**
   * This rule for some of the signals.
   *
   * @param which of them
   * @return the changed copy
   */
  public RoutingRule selecting(Selection which) {
    return new RoutingRule(name, pattern, which, target, transformation);
  }

  /**
   * This rule with signals that are changed on the way.
   *
   * @param change what is published instead; never null
   * @return the changed copy
   */
  public RoutingRule transforming(UnaryOperator<Signal> change) {
    return new RoutingRule(name, pattern, selection, target, change);
  }
}
