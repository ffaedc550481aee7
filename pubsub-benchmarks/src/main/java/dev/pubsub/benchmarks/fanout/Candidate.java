package dev.pubsub.benchmarks.fanout;

import java.util.List;

/** A system under measurement: one topic, and subscribers that count. */
interface Candidate extends AutoCloseable {

  /** Opens a system whose subscribers count with these. */
  interface Maker {
    Candidate open(List<Counter> subscribers);
  }

  void publish(String message);

  /** Deliveries that were lost, by the system's own account. */
  long lost();

  @Override
  void close();
}
