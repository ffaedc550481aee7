package dev.pubsub.benchmarks.cluster;

import java.util.function.Consumer;

/** One of the two ends of a system: what it sends, the other hears, in order. */
interface Node extends AutoCloseable {

  /** Joins the other; the ear is never called by two threads at once. */
  void join(Consumer<String> ear);

  /** Sends a text of ASCII; it may get lost as long as the two have not met. */
  void send(String text);

  @Override
  void close();
}
