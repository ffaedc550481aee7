package dev.pubsub.cluster.coordination.state;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One run of a node, as the voters see it. */
final class Session {

  final String node;
  final long life;
  long renewed;

  /** All requests below were answered, and are not asked again. */
  long answered;

  /** What was answered, by the number of the request, as long as it may be asked again. */
  final SortedMap<Long, Outcome> answers = new TreeMap<>();

  /** Its tickets by their numbers. */
  final Map<Long, Ticket> tickets = new TreeMap<>();

  Session(String node, long life, long renewed) {
    this.node = node;
    this.life = life;
    this.renewed = renewed;
  }

  /**
   * What somebody holds or waits for.
   *
   * @param name of what
   * @param parties of a barrier; 0 for a name that is held alone
   * @param token of its grant; 0 while it waits
   */
  record Ticket(String name, int parties, long token) {

    boolean isGranted() {
      return token != 0;
    }

    Ticket granted(long newToken) {
      return new Ticket(name, parties, newToken);
    }
  }
}
