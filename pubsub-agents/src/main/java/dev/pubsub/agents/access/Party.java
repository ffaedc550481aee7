package dev.pubsub.agents.access;

import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.registry.AgentPattern;
import dev.pubsub.topic.Segment;
import org.jspecify.annotations.Nullable;

/**
 * One side of a rule: who does it, or whom it is done to.
 *
 * @param name of the principal, which is the id where it is an agent; {@code *} stands for any
 *     characters. One that begins with {@code system:}, the platform itself, is meant only where
 *     this begins so, too
 * @param agent what else must hold; then it must be an agent
 */
public record Party(Segment.Glob name, AgentPattern agent) {

  /** Anybody. */
  public static final Party ANYBODY = new Party(new Segment.Glob("*"), AgentPattern.ALL);

  private static final String PLATFORM = "system:";
  private static final String BEGIN = "agent.";
  private static final String NAME = "name:";

  /**
   * Reads one side of a rule.
   *
   * @param text a name, such as {@code alice*}; {@code name:system:*}; or conditions on an agent as
   *     {@link AgentPattern} has them, such as {@code type:worker.group:blue}
   * @return the party
   * @throws dev.pubsub.error.PubSubException with BAD_AGENT when it cannot be read
   */
  public static Party parse(String text) {
    if (text.startsWith(NAME) && text.length() > NAME.length()) {
      return new Party(new Segment.Glob(text.substring(NAME.length())), AgentPattern.ALL);
    }
    return text.indexOf(':') < 0
        ? new Party(new Segment.Glob(text), AgentPattern.ALL)
        : new Party(ANYBODY.name, AgentPattern.parse(BEGIN + text));
  }

  /** Whether what is known of an agent matters. */
  boolean looksAtAgents() {
    return !agent.conditions().isEmpty();
  }

  /** Whether this is meant by it; what is no agent, or not known, is null. */
  boolean covers(String principal, @Nullable AgentInfo known) {
    return (name.text().startsWith(PLATFORM) || !principal.startsWith(PLATFORM))
        && name.matches(principal)
        && (!looksAtAgents() || (known != null && agent.matches(known)));
  }

  /** Whether an agent that is to be created, of which only the type is known, is meant by it. */
  boolean coversType(String type) {
    return namesTypesOnly() && agent.conditions().stream().allMatch(c -> c.value().matches(type));
  }

  /** Whether it says nothing but of what type an agent is. */
  boolean namesTypesOnly() {
    return name.equals(ANYBODY.name)
        && agent.conditions().stream().allMatch(each -> each.name().equals("type"));
  }
}
