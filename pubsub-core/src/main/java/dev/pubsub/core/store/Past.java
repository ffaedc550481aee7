package dev.pubsub.core.store;

import dev.pubsub.signal.Signal;
import dev.pubsub.spi.data.Retention;
import java.util.ArrayList;
import java.util.List;

/** What is put in front of one topic's signals, and how much of the topic is kept. */
record Past(Retention keep, List<Kept> newestFirst) {

  /** Nothing so far. */
  Past(Retention keep) {
    this(keep, new ArrayList<>());
  }

  /** Adds a signal that stands before the others. */
  void add(Positions positions, long place, Signal signal) {
    newestFirst.add(Kept.of(positions, place, signal, keep));
  }
}
