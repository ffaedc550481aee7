package dev.pubsub.benchmarks;

/** One measurement of its own, which prints its tables as it goes. */
interface Benchmark {

  /** Runs for figures to write down, or for a look. */
  void run(boolean full) throws Exception;
}
