package dev.pubsub.agents.agent;

import dev.pubsub.error.PubSubException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an agent is like, by which others find it. Agents that are alike share one.
 *
 * @param type what kind of agent it is; never empty
 * @param capabilities what it can do
 * @param groups where it belongs
 * @param attributes what else is said about it
 */
public record Profile(
    String type, Set<String> capabilities, Set<String> groups, Map<String, String> attributes) {

  private static final int MAX_LENGTH = 200;
  private static final int MAX_ATTRIBUTES = 32;
  private static final int MAX_TOTAL = 8 * 1024;
  private static final int SEPARATOR = 2;

  /**
   * Checks and copies.
   *
   * @param type what kind of agent it is: 1 to 200 characters
   * @param capabilities what it can do, each of 1 to 200 characters
   * @param groups where it belongs, each of 1 to 200 characters
   * @param attributes what else is said about it, by names of 1 to 200 characters
   * @throws PubSubException with BAD_AGENT when a word is empty or too long, or when there are more
   *     than 32 attributes, or 8,192 characters in all, each word counted with two more that part
   *     it from the next: signals of an agent say all of it
   */
  public Profile {
    check("a type", type);
    capabilities = Set.copyOf(capabilities);
    groups = Set.copyOf(groups);
    attributes = Map.copyOf(attributes);
    capabilities.forEach(each -> check("a capability", each));
    groups.forEach(each -> check("a group", each));
    attributes.keySet().forEach(each -> check("the name of an attribute", each));
    if (attributes.size() > MAX_ATTRIBUTES
        || length(type, capabilities, groups, attributes) > MAX_TOTAL) {
      throw new PubSubException(
          AgentError.BAD_AGENT,
          "of an agent at most %d attributes are said, and %d characters in all"
              .formatted(MAX_ATTRIBUTES, MAX_TOTAL));
    }
  }

  private static int length(
      String type, Set<String> capabilities, Set<String> groups, Map<String, String> attributes) {
    return type.length()
        + Stream.of(capabilities, groups, attributes.keySet(), attributes.values())
            .flatMap(Collection::stream)
            .mapToInt(word -> word.length() + SEPARATOR)
            .sum();
  }

  private static void check(String what, String word) {
    if (word.isEmpty() || word.length() > MAX_LENGTH) {
      throw new PubSubException(
          AgentError.BAD_AGENT,
          "%s has 1 to %d characters, not %d".formatted(what, MAX_LENGTH, word.length()));
    }
  }

  /**
   * An agent of a kind, of which nothing else is said.
   *
   * @param type what kind
   * @return the profile
   */
  public static Profile of(String type) {
    return new Profile(type, Set.of(), Set.of(), Map.of());
  }

  /**
   * This profile with other capabilities.
   *
   * @param newCapabilities what the agent can do
   * @return the changed copy
   */
  public Profile withCapabilities(Set<String> newCapabilities) {
    return new Profile(type, newCapabilities, groups, attributes);
  }

  /**
   * This profile with other groups.
   *
   * @param newGroups where the agent belongs
   * @return the changed copy
   */
  public Profile withGroups(Set<String> newGroups) {
    return new Profile(type, capabilities, newGroups, attributes);
  }

  /**
   * This profile with other attributes.
   *
   * @param newAttributes what else is said about the agent
   * @return the changed copy
   */
  public Profile withAttributes(Map<String, String> newAttributes) {
    return new Profile(type, capabilities, groups, newAttributes);
  }
}
