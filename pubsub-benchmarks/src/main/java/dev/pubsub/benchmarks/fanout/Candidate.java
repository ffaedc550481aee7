package dev.pubsub.benchmarks.fanout;

import java.util.List;

/** A system under measurement: one topic, and its subscribers. */
interface Candidate extends AutoCloseable {

  /** Opens a system with a subscriber for each of these, called in this order where it has one. */
  interface Maker {
    Candidate open(List<? extends Ear> subscribers);
  }

  void publish(String message);

  /** Deliveries that were lost, by the system's own account. */
  long lost();

  @Override
  void close();
}
