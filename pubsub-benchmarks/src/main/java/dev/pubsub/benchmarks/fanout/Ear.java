package dev.pubsub.benchmarks.fanout;

/** What a subscriber does with a message; one thread at a time calls it. */
@FunctionalInterface
interface Ear {

  /** One more has come. */
  void hear();
}
