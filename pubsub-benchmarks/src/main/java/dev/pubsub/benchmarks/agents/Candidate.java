package dev.pubsub.benchmarks.agents;

import java.util.concurrent.CompletionStage;

/** A system of agents, one of which counts what it is told and replies to what it is asked. */
interface Candidate extends AutoCloseable {

  /** Creates agents that do nothing, and returns once all are there. */
  void create(int count);

  /** Tells the one that counts, on the calling thread. */
  void tell(Object payload);

  /** How much the one that counts was told. */
  long told();

  /** Asks the one that counts. */
  CompletionStage<?> ask(Object payload);

  /** Has two agents tell each other in turn, so many times in all; completes with the last. */
  CompletionStage<?> pingPong(int times);

  @Override
  void close();
}
