package dev.pubsub.agents.agent;

/**
 * What is known of an agent.
 *
 * @param id by which it is reached, see {@link AgentId}
 * @param profile what it is like
 * @param node where it lives
 * @param owner the id of the agent with which it ends, or the empty string
 * @param state where it is in its life
 * @param restarts how often it was started again
 */
public record AgentInfo(
    String id, Profile profile, String node, String owner, AgentState state, int restarts) {

  /**
   * Checks the id.
   *
   * @param id by which it is reached
   * @param profile what it is like
   * @param node where it lives
   * @param owner the id of the agent with which it ends, or the empty string
   * @param state where it is in its life
   * @param restarts how often it was started again
   * @throws dev.pubsub.error.PubSubException with BAD_AGENT
   */
  public AgentInfo {
    AgentId.check(id);
  }

  /**
   * What kind of agent it is.
   *
   * @return the type of its profile
   */
  public String type() {
    return profile.type();
  }

  /**
   * The same agent, of which other things are said.
   *
   * @param newProfile what it is like
   * @return the changed copy
   */
  public AgentInfo withProfile(Profile newProfile) {
    return new AgentInfo(id, newProfile, node, owner, state, restarts);
  }

  /**
   * The same agent, elsewhere in its life.
   *
   * @param newState where
   * @return the changed copy
   */
  public AgentInfo withState(AgentState newState) {
    return new AgentInfo(id, profile, node, owner, newState, restarts);
  }

  /**
   * The same agent, started again.
   *
   * @param newRestarts how often by now
   * @return the changed copy
   */
  public AgentInfo withRestarts(int newRestarts) {
    return new AgentInfo(id, profile, node, owner, state, newRestarts);
  }
}
