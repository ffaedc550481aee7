package dev.pubsub.benchmarks.matching;

import java.util.function.Consumer;

/** Subscriptions by MQTT filters, where {@code #} comes last and stands for any levels or none. */
interface Index {

  void add(String filter, String subscriber);

  /** Undoes one {@link #add}. */
  void remove(String filter, String subscriber);

  /** Visits all whose filter matches. */
  void match(String topic, Consumer<? super String> visitor);
}
