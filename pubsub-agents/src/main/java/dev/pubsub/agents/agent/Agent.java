package dev.pubsub.agents.agent;

/**
 * What an agent does with its mail. An object belongs to one agent: it may keep state in fields and
 * needs no lock, since it is never called by two threads at once and each call sees what the
 * previous one wrote.
 *
 * <p>An exception is a failure of the agent: what its {@link Restart} says is done, and who waits
 * for a reply to the mail in hand is told. The mail itself is not tried again; it is kept among the
 * dead letters.
 */
@FunctionalInterface
public interface Agent {

  /**
   * Handles one piece of mail. Must not block unless the agent was {@linkplain AgentSpec#mayBlock()
   * declared} to.
   *
   * @param mail what has come
   * @param context what the agent can do; of use as long as the agent lives, in its turns only
   * @throws Exception a failure of the agent
   */
  void receive(Mail mail, AgentContext context) throws Exception;

  /**
   * Called before anything else, when the agent was created and after each restart.
   *
   * @param context what the agent can do
   * @throws Exception a failure of the agent
   */
  default void started(AgentContext context) throws Exception {}

  /**
   * Called last: when the agent is stopped, and before its state is thrown away by a restart.
   *
   * @param context what the agent can do
   * @throws Exception reported; the agent stops nevertheless
   */
  default void stopped(AgentContext context) throws Exception {}
}
