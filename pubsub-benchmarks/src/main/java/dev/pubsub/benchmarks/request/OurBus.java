package dev.pubsub.benchmarks.request;

import dev.pubsub.Responder;
import dev.pubsub.core.PubSub;
import java.util.concurrent.CompletionStage;

/** Our bus with its defaults, but a capacity above the window. */
final class OurBus implements Candidate {

  private static final String TOPIC = "bench:request";

  private final PubSub pubsub = PubSub.builder().set("pubsub.capacity", "2048").open();

  OurBus() {
    pubsub.bus().respond(TOPIC, Responder.of(signal -> "y"));
  }

  @Override
  public CompletionStage<?> request(String question) {
    return pubsub.bus().request(TOPIC, question);
  }

  @Override
  public void close() {
    pubsub.close();
  }
}
