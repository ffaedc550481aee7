package dev.pubsub.benchmarks.request;

import java.util.concurrent.CompletionStage;

/** A system with one responder, who replies at once. */
interface Candidate extends AutoCloseable {

  CompletionStage<?> request(String question);

  @Override
  void close();
}
