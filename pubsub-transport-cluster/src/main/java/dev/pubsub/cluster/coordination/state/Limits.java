package dev.pubsub.cluster.coordination.state;

/**
 * How much the voters remember. All of them must have the same.
 *
 * @param sessions of nodes
 * @param tickets that are granted or wait, of all sessions together
 * @param counters with different names
 * @param values in all maps together
 * @param valueBytes of all keys and values together, in UTF-16
 * @param unanswered requests of one session
 */
public record Limits(
    int sessions, int tickets, int counters, int values, long valueBytes, int unanswered) {

  /** What is enough for leaders, locks and settings of a large cluster, and no data base. */
  public static final Limits USUAL = new Limits(1000, 10_000, 10_000, 10_000, 8L << 20, 1000);
}
