package dev.pubsub.agents.access;

import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.registry.AgentRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what: the first rule that matches decides.
 *
 * @param rules in the order in which they are looked at
 * @param otherwise what holds where none matches
 */
public record AccessRules(List<AccessRule> rules, Verdict otherwise) {

  /** Everybody may do everything. */
  public static final AccessRules NONE = new AccessRules(List.of(), Verdict.ALLOW);

  /**
   * Copies the rules.
   *
   * @param rules in their order
   * @param otherwise what holds where none matches
   */
  public AccessRules {
    rules = List.copyOf(rules);
  }

  /**
   * Reads rules as the setting {@code rules} has them.
   *
   * @param text rules parted by commas, such as {@code workers: refuse stop from=type:worker}
   * @param otherwise what holds where none matches
   * @return the rules
   * @throws IllegalArgumentException with all that is wrong with any of them
   */
  public static AccessRules parse(String text, Verdict otherwise) {
    return new AccessRules(RuleText.list(text), otherwise);
  }

  /** Whether nothing can be refused. */
  boolean allowAll() {
    // Asked about every publish: a stream would be garbage.
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).verdict() == Verdict.REFUSE) {
        return false;
      }
    }
    return otherwise == Verdict.ALLOW;
  }

  /** The rule that decides about an agent, or null where none does. */
  @Nullable AccessRule deciding(
      Act act, String principal, String id, @Nullable AgentRegistry registry) {
    AgentInfo from = known(registry, principal);
    AgentInfo to = known(registry, id);
    for (int i = 0; i < rules.size(); i++) {
      AccessRule rule = rules.get(i);
      if (rule.acts().contains(act)
          && rule.from().covers(principal, from)
          && rule.to().covers(id, to)) {
        return rule;
      }
    }
    return null;
  }

  /** The rule that decides about a type of which an agent is to be created. */
  @Nullable AccessRule decidingOnType(
      String principal, String type, @Nullable AgentRegistry registry) {
    AgentInfo from = known(registry, principal);
    for (int i = 0; i < rules.size(); i++) {
      AccessRule rule = rules.get(i);
      if (rule.acts().contains(Act.CREATE)
          && rule.from().covers(principal, from)
          && rule.to().coversType(type)) {
        return rule;
      }
    }
    return null;
  }

  private static @Nullable AgentInfo known(@Nullable AgentRegistry registry, String id) {
    return registry == null ? null : registry.byId().get(id);
  }
}
