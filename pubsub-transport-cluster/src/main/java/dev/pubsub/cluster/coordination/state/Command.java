package dev.pubsub.cluster.coordination.state;

/** What is written into the log. */
public sealed interface Command {

  /**
   * A node begins a session. Once more by the same run of it finds the session that there is.
   *
   * @param node its name
   * @param life tells the runs of a name apart
   */
  record Open(String node, long life) implements Command {}

  /**
   * The node is still there.
   *
   * @param session that goes on
   */
  record Renew(long session) implements Command {}

  /**
   * The node lets go of everything.
   *
   * @param session that ends
   */
  record End(long session) implements Command {}

  /**
   * The leader has heard nothing of the node for longer than a lease.
   *
   * @param session that ends, unless it was renewed meanwhile
   * @param renewed the index of the last renewal that the leader knew of
   */
  record Expire(long session, long renewed) implements Command {}

  /**
   * A node wants something. The same number once more is answered as it was, and not done again.
   *
   * @param session of the node
   * @param number of the request within the session, from 1
   * @param answered all requests below this number were answered
   * @param operation what is wanted
   */
  record Request(long session, long number, long answered, Operation operation)
      implements Command {}
}
