package dev.pubsub.benchmarks.fanout;

import dev.pubsub.Bus;
import dev.pubsub.Publication;
import dev.pubsub.benchmarks.Rounds;
import dev.pubsub.benchmarks.Table;
import dev.pubsub.core.PubSub;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A thousand signals to one topic with a subscriber, by one call and by a thousand, as the thread
 * that publishes sees it: only its calls are timed, and the subscriber has everything before the
 * next thousand. Both take turns in rounds on one bus; nothing is lost.
 */
public final class Batches {

  private static final int SIZE = 1000;
  private static final String TOPIC = "bench:batches";
  private static final List<Publication> BATCH =
      IntStream.range(0, SIZE).mapToObj(i -> new Publication(TOPIC, "x".repeat(64))).toList();
  private static final long ROUND_NANOS = 400_000_000;
  private static final int MOST = 100_000;

  private Batches() {}

  /** Eleven rounds, or five, of which the first two are to warm up. */
  public static void run(boolean full) {
    int rounds = full ? 9 : 3;
    double[] alone = new double[rounds];
    double[] together = new double[rounds];
    Counter counter = new Counter();
    try (PubSub pubsub = PubSub.builder().set("pubsub.capacity", "4096").open()) {
      Bus bus = pubsub.bus();
      bus.subscribe(TOPIC, delivery -> counter.hear());
      for (int round = -2; round < rounds; round++) {
        double one = round(counter, () -> publishAlone(bus));
        double other = round(counter, () -> bus.publishAll(BATCH));
        if (round >= 0) {
          alone[round] = one;
          together[round] = other;
        }
      }
      if (bus.stats().droppedTotal() > 0) {
        throw new IllegalStateException("something was lost");
      }
    }
    Table table =
        new Table(
            "Million signals/s that a publisher gets rid of, median of " + rounds + " [min-max]",
            List.of("1,000 calls of publish", "one call of publishAll", "ratio"));
    Rounds single = Rounds.of(alone);
    Rounds batch = Rounds.of(together);
    table.row(List.of(single.text("%.1f"), batch.text("%.1f"), batch.ratioTo(single)));
    table.end();
  }

  private static void publishAlone(Bus bus) {
    for (Publication each : BATCH) {
      bus.publish(each.topic(), each.payload(), each.options());
    }
  }

  /** From the median time of a thousand, so that a moment without a processor does not count. */
  private static double round(Counter counter, Runnable thousand) {
    long until = System.nanoTime() + ROUND_NANOS;
    long[] times = new long[MOST];
    int count = 0;
    long before = counter.value();
    while (count < MOST && System.nanoTime() - until < 0) {
      long start = System.nanoTime();
      thousand.run();
      times[count++] = System.nanoTime() - start;
      counter.await(before + (long) count * SIZE);
    }
    long[] sorted = Arrays.copyOf(times, count);
    Arrays.sort(sorted);
    return SIZE * 1e3 / sorted[count / 2];
  }
}
