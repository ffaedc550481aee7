package dev.pubsub.agents.agent;

import dev.pubsub.error.PubSubException;
import java.util.List;

/**
 * The ids of agents: 1 to 128 letters, digits and {@code - _ . @ /}. They are names of principals,
 * too, so none may look like one of the platform.
 */
public final class AgentId {

  /** What the topic of an agent's own mail begins with; its id follows. */
  public static final String DIRECT = "agent.direct.";

  /** What the resource begins with as which an agent is asked; its id follows. */
  public static final String ASK = "agent.ask:";

  /** What the resource begins with as which an agent is stopped; its id follows. */
  public static final String STOP = "agent.stop:";

  private static final int MAX_LENGTH = 128;

  /** The names of those who are no agents. */
  private static final List<String> RESERVED = List.of("application", "anonymous");

  private AgentId() {}

  /**
   * Checks an id.
   *
   * @param id what is to be one
   * @return the id
   * @throws PubSubException with BAD_AGENT when it breaks a rule
   */
  public static String check(String id) {
    boolean good = !id.isEmpty() && id.length() <= MAX_LENGTH && !RESERVED.contains(id);
    for (int i = 0; good && i < id.length(); i++) {
      good = isGood(id.charAt(i));
    }
    if (!good) {
      throw new PubSubException(
          AgentError.BAD_AGENT,
          "the id of an agent has 1 to %d letters, digits and - _ . @ /, and is not one of %s"
              .formatted(MAX_LENGTH, RESERVED));
    }
    return id;
  }

  private static boolean isGood(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || "-_.@/".indexOf(c) >= 0);
  }

  /**
   * As what an agent is asked: the resource of an {@link dev.pubsub.spi.flow.Operation#ACT}.
   *
   * @param id of the agent
   * @return the resource
   */
  public static String asking(String id) {
    return ASK + id;
  }

  /**
   * As what an agent is stopped: the resource of an {@link dev.pubsub.spi.flow.Operation#ACT}.
   *
   * @param id of the agent
   * @return the resource
   */
  public static String stopping(String id) {
    return STOP + id;
  }

  /**
   * The topic of an agent's own mail.
   *
   * @param id of the agent
   * @return the full name
   */
  public static String topic(String id) {
    return DIRECT + id;
  }
}
