package dev.pubsub.agents.supervise;

import dev.pubsub.agents.agent.Supervision;
import java.util.ArrayDeque;

/** Counts failures against the number that is allowed within some time. */
final class Intensity {

  private final int allowed;
  private final long span;
  private final ArrayDeque<Long> failures = new ArrayDeque<>();

  Intensity(Supervision rule) {
    allowed = rule.restarts();
    span = Waits.nanos(rule.within());
  }

  /** Notes a failure; whether it is one too many. */
  boolean exceededBy(long nanoTime) {
    while (!failures.isEmpty() && nanoTime - failures.peekFirst() >= span) {
      failures.removeFirst();
    }
    if (failures.size() >= allowed) {
      return true;
    }
    failures.addLast(nanoTime);
    return false;
  }
}
