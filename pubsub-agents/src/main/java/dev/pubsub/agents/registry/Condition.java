package dev.pubsub.agents.registry;

import dev.pubsub.agents.agent.AgentError;
import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.agent.AgentState;
import dev.pubsub.agents.agent.Profile;
import dev.pubsub.error.PubSubException;
import dev.pubsub.topic.Segment;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One thing that must hold for an agent.
 *
 * @param name what is looked at, see {@link AgentPattern#with}
 * @param value what it must be, {@code *} stands for any characters
 */
public record Condition(String name, Segment.Glob value) {

  static final String ID = "id";
  static final String TYPE = "type";
  static final String CAPABILITY = "capability";
  static final String GROUP = "group";
  static final String NODE = "node";
  static final String LOCATION = "location";

  private static final Set<String> INDEXED = Set.of(TYPE, CAPABILITY, GROUP);

  /**
   * Checks that there is something.
   *
   * @param name what is looked at
   * @param value what it must be
   * @throws PubSubException with BAD_AGENT when one of them is empty
   */
  public Condition {
    if (name.isEmpty() || value.text().isEmpty()) {
      throw new PubSubException(
          AgentError.BAD_AGENT,
          "a condition on agents has a name and a value, not '%s:%s'"
              .formatted(name, value.text()));
    }
  }

  static Condition of(String name, String value) {
    return new Condition(name, new Segment.Glob(value));
  }

  /** Whether it names one word, by which an index can be asked. */
  boolean namesAWord() {
    return INDEXED.contains(name) && isExact();
  }

  /** Whether it names one agent. */
  boolean namesAnAgent() {
    return name.equals(ID) && isExact();
  }

  private boolean isExact() {
    return value.text().indexOf('*') < 0;
  }

  /** Whether agents of these words may be meant. */
  boolean admits(Words words) {
    return switch (name) {
      case TYPE -> fits(words.type());
      case CAPABILITY -> fitsAny(words.capabilities());
      case GROUP -> fitsAny(words.groups());
      default -> true;
    };
  }

  boolean holdsFor(AgentInfo agent) {
    Profile profile = agent.profile();
    return switch (name) {
      case ID -> fits(agent.id());
      case TYPE -> fits(profile.type());
      case CAPABILITY -> fitsAny(profile.capabilities());
      case GROUP -> fitsAny(profile.groups());
      case NODE -> fits(agent.node());
      case "state" -> fits(word(agent.state()));
      case LOCATION -> fits(profile.attributes().getOrDefault(LOCATION, agent.node()));
      default -> fitsAttribute(profile.attributes());
    };
  }

  private boolean fitsAttribute(Map<String, String> attributes) {
    String present = attributes.get(name);
    return present != null && fits(present);
  }

  private static String word(AgentState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private boolean fitsAny(Set<String> words) {
    if (isExact()) {
      return words.contains(value.text());
    }
    for (String each : words) {
      if (fits(each)) {
        return true;
      }
    }
    return false;
  }

  private boolean fits(String word) {
    return value.matches(word);
  }
}
