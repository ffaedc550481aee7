package dev.pubsub.agents.access;

import dev.pubsub.agents.agent.AgentId;
import dev.pubsub.agents.registry.AgentRegistry;
import dev.pubsub.spi.edge.Authorizer;
import dev.pubsub.spi.flow.Operation;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps to the rules. To publish to the topic of an agent's mail is to signal it, whoever does it:
 * a question looks the same, and is asked about once more by {@link AgentId#asking} where it is
 * asked through agents. Nobody but the program itself subscribes to what may be such a topic.
 * Whoever is no agent is judged by the name. What is not done to agents is none of its business.
 *
 * <p>Nothing is allocated to allow what was allowed lately.
 */
public final class AgentAuthorizer implements Authorizer {

  private final Map<String, AgentRegistry> registries;
  private final Refusals refusals;
  private final Tails tails = new Tails();
  private volatile AccessRules rules;

  /**
   * An authorizer.
   *
   * @param rules at the beginning
   * @param registries who there is, by the name of the bus; a live view. Of a bus that is not there
   *     yet only names are known
   * @param refusals tells of what is refused
   */
  public AgentAuthorizer(
      AccessRules rules, Map<String, AgentRegistry> registries, Refusals refusals) {
    this.rules = rules;
    this.registries = registries;
    this.refusals = refusals;
  }

  /**
   * The rules that hold now.
   *
   * @return all of them
   */
  public AccessRules rules() {
    return rules;
  }

  /**
   * Lets other rules hold from now on.
   *
   * @param newRules all of them
   */
  public void keepTo(AccessRules newRules) {
    rules = newRules;
  }

  @Override
  public Optional<String> forbids(
      Operation operation, String bus, String principal, String resource) {
    AccessRules present = rules;
    if (present.allowAll()) {
      return Optional.empty();
    }
    return switch (operation) {
      case PUBLISH -> judge(present, Act.SIGNAL, AgentId.DIRECT, bus, principal, resource);
      case ACT ->
          resource.startsWith(AgentId.ASK)
              ? judge(present, Act.ASK, AgentId.ASK, bus, principal, resource)
              : judge(present, Act.STOP, AgentId.STOP, bus, principal, resource);
      case CREATE_AGENT ->
          verdict(
              present,
              present.decidingOnType(principal, resource, registries.get(bus)),
              Act.CREATE,
              bus,
              principal,
              resource);
      case SUBSCRIBE -> judgeReader(bus, principal, resource);
      default -> Optional.empty();
    };
  }

  /**
   * Mail is for the agent that it was sent to: the platform brings it, and the program may look on.
   */
  private Optional<String> judgeReader(String bus, String principal, String pattern) {
    boolean isTheProgram = principal.startsWith("system:") || principal.equals("application");
    if (isTheProgram || !MailPattern.mayMatch(pattern)) {
      return Optional.empty();
    }
    String why = "only the program itself subscribes to it";
    refusals.refused("subscribe", bus, principal, pattern, why);
    return Optional.of("may not read the mail of agents: " + why);
  }

  private Optional<String> judge(
      AccessRules present, Act act, String prefix, String bus, String principal, String resource) {
    if (!resource.startsWith(prefix)) {
      return Optional.empty();
    }
    String id = tails.of(resource, prefix.length());
    AccessRule rule = present.deciding(act, principal, id, registries.get(bus));
    return verdict(present, rule, act, bus, principal, id);
  }

  private Optional<String> verdict(
      AccessRules present,
      @Nullable AccessRule rule,
      Act act,
      String bus,
      String principal,
      String to) {
    Verdict verdict = rule == null ? present.otherwise() : rule.verdict();
    boolean platform = rule == null && principal.startsWith("system:");
    if (verdict == Verdict.ALLOW || platform) {
      return Optional.empty();
    }
    String why = rule == null ? "no rule allows it" : "the rule '" + rule.name() + "' refuses it";
    refusals.refused(act.word(), bus, principal, to, why);
    return Optional.of("may not " + act.word() + " this agent: " + why);
  }
}
