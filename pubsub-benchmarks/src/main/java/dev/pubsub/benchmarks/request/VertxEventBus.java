package dev.pubsub.benchmarks.request;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumerOptions;
import java.util.concurrent.CompletionStage;

/** Vert.x without a cluster, with as many event loops as we have processors at least. */
final class VertxEventBus implements Candidate {

  private static final String ADDRESS = "bench:request";

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  private final EventBus bus = vertx.eventBus();

  VertxEventBus() {
    bus.consumer(
        new MessageConsumerOptions()
            .setAddress(ADDRESS)
            .setLocalOnly(true)
            .setMaxBufferedMessages(2048),
        message -> message.reply("y"));
  }

  @Override
  public CompletionStage<?> request(String question) {
    return bus.request(ADDRESS, question).toCompletionStage();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
