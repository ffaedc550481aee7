package dev.pubsub.agents.runtime;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of mail. Any thread may. */
final class Ledger {

  private final LongAdder received = new LongAdder();
  private final LongAdder handled = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder restarts = new LongAdder();
  private final Map<Unhandled, LongAdder> setAside = new EnumMap<>(Unhandled.class);

  Ledger() {
    for (Unhandled each : Unhandled.values()) {
      setAside.put(each, new LongAdder());
    }
  }

  void received() {
    received.increment();
  }

  void handled(int count) {
    handled.add(count);
  }

  void failed() {
    failed.increment();
  }

  void restarted() {
    restarts.increment();
  }

  @SuppressWarnings("NullAway") // One for each.
  void setAside(Unhandled why) {
    setAside.get(why).increment();
  }

  AgentStats stats(int agents) {
    // What came last is read first: nothing is to be counted as handled that has not come.
    Map<Unhandled, Long> aside = new EnumMap<>(Unhandled.class);
    setAside.forEach((why, count) -> aside.put(why, count.sum()));
    long ended = handled.sum();
    long broken = failed.sum();
    return new AgentStats(agents, received.sum(), ended, broken, aside, restarts.sum());
  }
}
