package dev.pubsub.agents.registry;

import dev.pubsub.agents.agent.AgentError;
import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.error.PubSubException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which agents are meant, by what they are like. As text it is {@code agent}, and then each
 * condition behind a dot, such as {@code agent.type:demo.capability:ping} or {@code
 * agent.location:node1.*}: all of them must hold. A dot belongs to the value unless a word and a
 * colon follow it.
 *
 * @param conditions what must hold; none for all agents
 */
public record AgentPattern(List<Condition> conditions) {

  /** All agents. */
  public static final AgentPattern ALL = new AgentPattern(List.of());

  private static final String BEGIN = "agent";
  private static final Pattern DOT = Pattern.compile("\\.(?=[\\w-]+:)");
  private static final int MAX_LENGTH = 2000;

  /**
   * Copies.
   *
   * @param conditions what must hold
   */
  public AgentPattern {
    conditions = List.copyOf(conditions);
  }

  /**
   * Reads a pattern.
   *
   * @param text such as {@code agent.type:demo.capability:ping}
   * @return the pattern
   * @throws PubSubException with BAD_AGENT when it is none
   */
  public static AgentPattern parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw bad("it has more than " + MAX_LENGTH + " characters");
    }
    String[] parts = DOT.split(text, -1);
    if (!parts[0].equals(BEGIN)) {
      throw bad("it begins with agent, as in agent.type:demo.capability:ping");
    }
    List<Condition> conditions = new ArrayList<>();
    for (String part : Arrays.asList(parts).subList(1, parts.length)) {
      int colon = part.indexOf(':');
      conditions.add(Condition.of(part.substring(0, colon), part.substring(colon + 1)));
    }
    return new AgentPattern(conditions);
  }

  private static PubSubException bad(String sentence) {
    return new PubSubException(
        AgentError.BAD_AGENT, "a pattern of agents cannot be read: " + sentence);
  }

  /**
   * This pattern, narrowed.
   *
   * @param name {@code id}, {@code type}, {@code capability}, {@code group}, {@code node}, {@code
   *     state}, {@code location}, or the name of an attribute. The location of an agent that has no
   *     attribute of that name is its node
   * @param value what it must be, {@code *} stands for any characters
   * @return the narrower copy
   * @throws PubSubException with BAD_AGENT when one of them is empty
   */
  public AgentPattern with(String name, String value) {
    List<Condition> more = new ArrayList<>(conditions);
    more.add(Condition.of(name, value));
    return new AgentPattern(more);
  }

  /**
   * Decides.
   *
   * @param agent what is known of one
   * @return whether all conditions hold
   */
  public boolean matches(AgentInfo agent) {
    // Counted, since an iterator would be garbage for each agent that is looked at.
    for (int i = 0; i < conditions.size(); i++) {
      if (!conditions.get(i).holdsFor(agent)) {
        return false;
      }
    }
    return true;
  }

  /** Whether agents of these words may match. */
  boolean admits(Words words) {
    for (Condition each : conditions) {
      if (!each.admits(words)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return conditions.stream()
        .map(each -> "." + each.name() + ":" + each.value().text())
        .collect(Collectors.joining("", BEGIN, ""));
  }
}
