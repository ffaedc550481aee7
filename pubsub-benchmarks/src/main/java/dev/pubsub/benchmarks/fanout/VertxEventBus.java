package dev.pubsub.benchmarks.fanout;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumerOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Vert.x without a cluster: two event loops that share the subscribers, buffers above the window.
 */
final class VertxEventBus implements Candidate {

  private static final String ADDRESS = "bench:fan-out";
  private static final int LOOPS = 2;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
  private final EventBus bus = vertx.eventBus();

  VertxEventBus(List<? extends Ear> subscribers) {
    CountDownLatch registered = new CountDownLatch(subscribers.size());
    for (int loop = 0; loop < LOOPS; loop++) {
      int first = loop;
      // Consumers registered by one thread of ours would all share one context, and so one loop.
      ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
      context.runOnContext(
          start -> {
            for (int i = first; i < subscribers.size(); i += LOOPS) {
              consume(subscribers.get(i));
              registered.countDown();
            }
          });
    }
    await(registered);
  }

  private void consume(Ear ear) {
    bus.consumer(
        new MessageConsumerOptions()
            .setAddress(ADDRESS)
            .setLocalOnly(true)
            .setMaxBufferedMessages(2048),
        message -> ear.hear());
  }

  private static void await(CountDownLatch registered) {
    try {
      registered.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void publish(String message) {
    bus.publish(ADDRESS, message);
  }

  @Override
  public long lost() {
    return 0;
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
