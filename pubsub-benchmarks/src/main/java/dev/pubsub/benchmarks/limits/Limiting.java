package dev.pubsub.benchmarks.limits;

import com.sun.management.ThreadMXBean;
import dev.pubsub.Bus;
import dev.pubsub.PublishResult;
import dev.pubsub.benchmarks.Rounds;
import dev.pubsub.benchmarks.Table;
import dev.pubsub.core.PubSub;
import dev.pubsub.resilience.ResiliencePlugin;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * What a limit that never refuses adds to a publish that nobody receives, and what buckets cost by
 * themselves, by how they are kept from being torn. All take turns within one run.
 */
public final class Limiting {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CALLS = 1000;
  private static final int WARM_UP = 5;
  private static final String PREFIX = "pubsub.plugin.resilience.";
  private static final String PLENTY = " 1000000/1ms";

  private final int rounds;
  private final long roundNanos;

  private Limiting(boolean full) {
    this.rounds = full ? 9 : 5;
    this.roundNanos = full ? 300_000_000 : 100_000_000;
  }

  private record Way(String name, BooleanSupplier call) {}

  /** Nine rounds of a third of a second for each, or five of a tenth. */
  public static void run(boolean full) {
    Limiting benchmark = new Limiting(full);
    benchmark.publishing();
    benchmark.buckets();
  }

  private void publishing() {
    List<PubSub> open = new ArrayList<>();
    try {
      List<Way> ways = new ArrayList<>();
      ways.add(publish(open, "no limit", "limits.enabled", "false"));
      ways.add(publish(open, "limits enabled, none put", "limits.enabled", "true"));
      ways.add(publish(open, "one, on subscribing", "limits", "x: subscribe" + PLENTY));
      ways.add(publish(open, "one, for all", "limits", "x: publish" + PLENTY));
      ways.add(
          publish(
              open,
              "one, per=principal topics=bench:**",
              "limits",
              "x: publish" + PLENTY + " per=principal topics=bench:**"));
      ways.add(
          publish(
              open,
              "three, per=node, principal, topic",
              "limits",
              "x: publish"
                  + PLENTY
                  + ", y: publish"
                  + PLENTY
                  + " per=principal, z: publish"
                  + PLENTY
                  + " per=topic"));
      measure("ns of a processor for a publish to nobody, median [min-max]", ways);
    } finally {
      open.forEach(PubSub::close);
    }
  }

  private static Way publish(List<PubSub> open, String name, String key, String value) {
    PubSub pubsub =
        PubSub.builder()
            .discover(false)
            .plugin(new ResiliencePlugin())
            .set(PREFIX + key, value)
            .open();
    open.add(pubsub);
    Bus bus = pubsub.bus();
    String topic = "bench:limiting";
    return new Way(name, () -> bus.publish(topic, "x") instanceof PublishResult.Accepted);
  }

  private void buckets() {
    List<Way> ways = new ArrayList<>();
    for (SynchronizationStrategy strategy :
        List.of(SynchronizationStrategy.LOCK_FREE, SynchronizationStrategy.SYNCHRONIZED)) {
      Bucket bucket = bucket(strategy);
      ways.add(new Way("bucket, " + strategy, () -> bucket.tryConsume(1)));
    }
    Bucket bare = bucket(SynchronizationStrategy.NONE);
    ways.add(
        new Way(
            "bucket, NONE in a monitor, as limits have it",
            () -> {
              synchronized (bare) {
                return bare.tryConsume(1);
              }
            }));
    ways.add(new Way("System.nanoTime alone", () -> System.nanoTime() != 0));
    measure("ns of a processor to take a token, median [min-max]", ways);
    together(ways);
  }

  private static Bucket bucket(SynchronizationStrategy strategy) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(1_000_000).refillGreedy(1_000_000, Duration.ofMillis(1)))
        .withCustomTimePrecision(TimeMeter.SYSTEM_NANOTIME)
        .withSynchronizationStrategy(strategy)
        .build();
  }

  private void measure(String title, List<Way> ways) {
    double[][] nanos = new double[ways.size()][rounds];
    double[] bytes = new double[ways.size()];
    for (int round = -WARM_UP; round < rounds; round++) {
      for (int i = 0; i < ways.size(); i++) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long begun = THREADS.getCurrentThreadCpuTime();
        long count = call(ways.get(i));
        if (round >= 0) {
          nanos[i][round] = (double) (THREADS.getCurrentThreadCpuTime() - begun) / count;
          bytes[i] = (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated) / count;
        }
      }
    }
    Table table = new Table(title, List.of("", "ns", "more than the first", "bytes allocated"));
    Rounds first = Rounds.of(nanos[0]);
    for (int i = 0; i < ways.size(); i++) {
      Rounds figures = Rounds.of(nanos[i]);
      table.row(
          List.of(
              ways.get(i).name,
              figures.text("%.1f"),
              String.format(Locale.ROOT, "%.1f", figures.median() - first.median()),
              String.format(Locale.ROOT, "%.1f", bytes[i])));
    }
    table.end();
  }

  /** Two threads that take from one bucket. */
  private void together(List<Way> ways) {
    Table table =
        new Table(
            "ns until the next of two threads has a token of the same bucket", List.of("", "ns"));
    for (Way way : ways) {
      double[] nanos = new double[rounds];
      for (int round = -WARM_UP; round < rounds; round++) {
        long begun = System.nanoTime();
        CompletableFuture<Long> other = CompletableFuture.supplyAsync(() -> call(way));
        long count = call(way) + other.join();
        if (round >= 0) {
          nanos[round] = (double) (System.nanoTime() - begun) / count;
        }
      }
      table.row(List.of(way.name, Rounds.of(nanos).text("%.1f")));
    }
    table.end();
  }

  private long call(Way way) {
    long count = 0;
    long until = System.nanoTime() + roundNanos;
    while (System.nanoTime() - until < 0) {
      for (int i = 0; i < CALLS; i++) {
        if (!way.call.getAsBoolean()) {
          throw new IllegalStateException("a limit that never refuses has refused");
        }
      }
      count += CALLS;
    }
    return count;
  }
}
