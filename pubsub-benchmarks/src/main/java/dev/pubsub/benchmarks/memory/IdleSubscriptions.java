package dev.pubsub.benchmarks.memory;

import dev.pubsub.Bus;
import dev.pubsub.Subscriber;
import dev.pubsub.benchmarks.Heap;
import dev.pubsub.benchmarks.Table;
import dev.pubsub.core.PubSub;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What a subscription holds that nothing is sent to, its share of the topic and the handle that was
 * given for it included: ten on each topic, one handler for all.
 */
public final class IdleSubscriptions {

  private static final int EACH = 10;

  private final int topics;
  private final Table table;

  private IdleSubscriptions(int topics) {
    this.topics = topics;
    this.table =
        new Table(
            "%d subscriptions on %d topics".formatted(topics * EACH, topics),
            List.of("system", "bytes on the heap for each", "thousand subscriptions/s"));
  }

  /** One million subscriptions, or a tenth. */
  public static void run(boolean full) {
    IdleSubscriptions benchmark = new IdleSubscriptions(full ? 100_000 : 10_000);
    benchmark.ours();
    benchmark.vertx();
    benchmark.table.end();
  }

  private void ours() {
    try (PubSub pubsub = PubSub.builder().open()) {
      Bus bus = pubsub.bus();
      Subscriber handler = delivery -> {};
      measure("pubsub", topic -> bus.subscribe(topic, handler));
    }
  }

  private void vertx() {
    Vertx vertx = Vertx.vertx();
    EventBus bus = vertx.eventBus();
    Handler<Message<String>> handler = message -> {};
    measure("Vert.x", topic -> bus.localConsumer(topic, handler));
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void measure(String system, Function<String, Object> subscribe) {
    Object[] handles = new Object[topics * EACH];
    handles[0] = subscribe.apply("warm:up");
    long before = Heap.used();
    long start = System.nanoTime();
    for (int topic = 0; topic < topics; topic++) {
      String name = "t:" + topic;
      for (int i = 0; i < EACH; i++) {
        handles[topic * EACH + i] = subscribe.apply(name);
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    long bytes = (Heap.used() - before) / handles.length;
    table.row(
        List.of(
            system,
            Long.toString(bytes),
            String.format(Locale.ROOT, "%.0f", handles.length / seconds / 1e3)));
  }
}
