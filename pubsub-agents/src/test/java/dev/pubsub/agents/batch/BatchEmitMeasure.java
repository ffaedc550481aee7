package dev.pubsub.agents.batch;

import dev.pubsub.Bus;
import dev.pubsub.PublishResult;
import dev.pubsub.agents.event.Event;
import dev.pubsub.agents.event.EventBus;
import dev.pubsub.agents.state.SharedState;
import dev.pubsub.agents.state.StateOwner;
import dev.pubsub.core.PubSub;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.slf4j.LoggerFactory;

/**
 * How much faster a batch of events is emitted than each by itself. Run by hand; only what the
 * caller waits for is timed, and the subscriber has everything before the next round.
 */
final class BatchEmitMeasure {

  private static final int EVENTS = 8000;
  private static final int ROUNDS = 1001;

  private final LongAdder received = new LongAdder();
  private long expected;

  private BatchEmitMeasure() {}

  public static void main(String[] args) {
    new BatchEmitMeasure().run();
  }

  private void run() {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try (PubSub pubsub = PubSub.builder().discover(false).set("pubsub.capacity", "100000").open()) {
      Bus bus = pubsub.bus();
      EventBus events = new EventBus(bus);
      events.subscribePattern("job.*", delivery -> received.increment());
      List<Event> alike =
          IntStream.range(0, EVENTS).mapToObj(n -> new Event("job.done", n)).toList();
      List<Event> mixed =
          IntStream.range(0, EVENTS).mapToObj(n -> new Event("job.n" + n % 10, n)).toList();
      Batches one = new Batches(Runnable::run, BatchOptions.DEFAULT);
      Batches two = new Batches(executor, BatchOptions.DEFAULT.inParallel(2));
      StateOwner state = SharedState.own(bus, "measure");
      SharedState.follow(bus, "measure", change -> {});
      List<String> keys = IntStream.range(0, EVENTS).mapToObj(n -> "k" + n % 1000).toList();
      for (int pass = 0; pass < 2; pass++) {
        report("put", 0, () -> keys.forEach(key -> state.put(key, 1)));
        report("update", 0, () -> join(one.run(keys, ChunkTask.whole(some -> put(state, some)))));
        for (List<Event> list : List.of(alike, mixed)) {
          String kind = list == alike ? "one type" : "ten types";
          report(kind + ", emit", EVENTS, () -> list.forEach(e -> events.emit(e.type(), e.data())));
          report(kind + ", emitAll", EVENTS, () -> events.emitAll(list));
          report(kind + ", emitByType", EVENTS, () -> events.emitByType(list));
          report(kind + ", Batches", EVENTS, () -> join(one.run(list, all(events))));
          report(kind + ", Batches by two", EVENTS, () -> join(two.run(list, all(events))));
        }
      }
      state.close();
    } finally {
      executor.shutdown();
    }
  }

  private static ChunkTask<Event> all(EventBus events) {
    return ChunkTask.publishing(events::emitAll);
  }

  private static void join(Batch<?> batch) {
    if (batch.result().join().progress().failed() > 0) {
      throw new AssertionError("refused");
    }
  }

  private static PublishResult put(StateOwner state, List<String> keys) {
    Map<String, Object> values = new HashMap<>();
    keys.forEach(key -> values.put(key, 1));
    return state.update(values, Set.of());
  }

  private void report(String what, int signals, Runnable round) {
    long[] nanos = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      round.run();
      nanos[i] = System.nanoTime() - start;
      expected += signals;
      while (received.sum() < expected) {
        LockSupport.parkNanos(10_000);
      }
    }
    Arrays.sort(nanos);
    double millions = EVENTS * 1e3 / nanos[ROUNDS / 2];
    LoggerFactory.getLogger(BatchEmitMeasure.class)
        .info("{}: {} million a second", what, Math.round(millions * 10) / 10.0);
  }
}
