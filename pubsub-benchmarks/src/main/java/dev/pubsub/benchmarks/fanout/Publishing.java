package dev.pubsub.benchmarks.fanout;

import dev.pubsub.Bus;
import dev.pubsub.benchmarks.Rounds;
import dev.pubsub.benchmarks.Table;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.flow.Observer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * What a publish costs in time where nobody is subscribed, what is allocated for it and for its
 * deliveries, what a second publisher adds that has a topic of its own, and what observers cost.
 */
public final class Publishing {

  private static final String MESSAGE = "x".repeat(64);
  private static final long ROUND_NANOS = 300_000_000;
  private static final int WARM_UP = 3;

  private final Bus bus;
  private final int rounds;
  private int topics;

  private Publishing(Bus bus, int rounds) {
    this.bus = bus;
    this.rounds = rounds;
  }

  /** Nine rounds, or five, after some to warm up. */
  public static void run(boolean full) {
    try (PubSub pubsub = PubSub.builder().set("pubsub.capacity", "2048").open()) {
      Publishing benchmark = new Publishing(pubsub.bus(), full ? 9 : 5);
      benchmark.time();
      benchmark.allocation();
      benchmark.threads();
      if (pubsub.bus().stats().droppedTotal() > 0) {
        throw new IllegalStateException("something was lost");
      }
    }
    // Last: observers of several kinds in one JVM cost all buses something.
    observed(full ? 9 : 5);
  }

  private void time() {
    Producer producer = producer(0, MESSAGE);
    producer.run(WARM_UP * ROUND_NANOS);
    double[] nanos = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      nanos[round] = nanosOfAPublish(producer);
    }
    Table table =
        new Table(
            "To a topic without subscribers, median [min-max]",
            List.of("ns of a processor for a publish"));
    table.row(List.of(Rounds.of(nanos).text("%.1f")));
    table.end();
  }

  /** With nobody looking on, and with observers; all take turns within one run. */
  private static void observed(int rounds) {
    LongAdder seen = new LongAdder();
    Map<String, Observer> observers = new LinkedHashMap<>();
    observers.put("nobody", Observer.NONE);
    observers.put("of what is rare", new Counting.Rare(seen));
    observers.put("of samples", new Counting.Samples(seen));
    observers.put("of every publish", new Counting.Publishes(seen));
    List<PubSub> open = new ArrayList<>();
    List<Producer> producers = new ArrayList<>();
    observers
        .values()
        .forEach(
            observer -> {
              PubSubBuilder builder = PubSub.builder().discover(false);
              open.add(
                  (observer == Observer.NONE ? builder : builder.plugin(new Looking(observer)))
                      .open());
              Bus bus = open.get(open.size() - 1).bus();
              producers.add(new Producer(() -> bus.publish("bench:observed", MESSAGE), List.of()));
            });
    double[][] nanos = new double[producers.size()][rounds];
    for (int round = -WARM_UP; round < rounds; round++) {
      for (int i = 0; i < producers.size(); i++) {
        double each = nanosOfAPublish(producers.get(i));
        if (round >= 0) {
          nanos[i][round] = each;
        }
      }
    }
    open.forEach(PubSub::close);
    Table table =
        new Table(
            "The same with observers, in turn",
            List.of("who looks on", "ns of a processor for a publish"));
    int row = 0;
    for (String name : observers.keySet()) {
      table.row(List.of(name, Rounds.of(nanos[row++]).text("%.1f")));
    }
    table.end();
  }

  /** Of the processor: without subscribers nothing is waited for. */
  private static double nanosOfAPublish(Producer producer) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    long count = producer.run(ROUND_NANOS);
    return (double) (threads.getCurrentThreadCpuTime() - before) / count;
  }

  private record Looking(Observer observer) implements Plugin {

    @Override
    public String id() {
      return "looking";
    }

    @Override
    public Contributions install(Environment environment) {
      return Contributions.builder().observer(observer).build();
    }
  }

  private void allocation() {
    Table table =
        new Table(
            "Bytes allocated on the heap for a publish",
            List.of("payload", "subscribers", "by the publisher", "by all other threads"));
    for (int subscribers : new int[] {0, 1, 10, 100, 1000}) {
      table.row(allocation("64 characters", MESSAGE, subscribers));
    }
    table.row(allocation("1 MiB", new byte[1 << 20], 100));
    table.end();
  }

  private List<String> allocation(String name, Object payload, int subscribers) {
    Producer producer = producer(subscribers, payload);
    producer.run(WARM_UP * ROUND_NANOS);
    Allocated before = Allocated.now();
    long count = producer.run(ROUND_NANOS);
    Allocated bytes = Allocated.now().since(before);
    return List.of(
        name,
        Integer.toString(subscribers),
        String.format(Locale.ROOT, "%.1f", (double) bytes.here() / count),
        String.format(Locale.ROOT, "%.1f", (double) bytes.elsewhere() / count));
  }

  private void threads() {
    Table table =
        new Table(
            "Million signals/s of one publisher and of two, each with a topic of its own",
            List.of("subscribers of each", "one", "two", "ratio"));
    for (int subscribers : new int[] {0, 1, 100}) {
      Producer first = producer(subscribers, MESSAGE);
      Producer second = producer(subscribers, MESSAGE);
      double[] one = new double[rounds];
      double[] two = new double[rounds];
      for (int round = -WARM_UP; round < rounds; round++) {
        double alone = perSecond(first);
        CompletableFuture<Double> other = CompletableFuture.supplyAsync(() -> perSecond(second));
        double both = perSecond(first) + other.join();
        if (round >= 0) {
          one[round] = alone / 1e6;
          two[round] = both / 1e6;
        }
      }
      Rounds single = Rounds.of(one);
      Rounds pair = Rounds.of(two);
      table.row(
          List.of(
              Integer.toString(subscribers),
              single.text("%.1f"),
              pair.text("%.1f"),
              pair.ratioTo(single)));
    }
    table.end();
  }

  private Producer producer(int subscribers, Object payload) {
    String topic = "bench:publishing-" + topics++;
    List<Counter> counters = new ArrayList<>();
    IntStream.range(0, subscribers)
        .mapToObj(i -> new Counter())
        .forEach(
            counter -> {
              counters.add(counter);
              bus.subscribe(topic, delivery -> counter.hear());
            });
    return new Producer(() -> bus.publish(topic, payload), counters);
  }

  private static double perSecond(Producer producer) {
    long start = System.nanoTime();
    long count = producer.run(ROUND_NANOS);
    return count * 1e9 / (System.nanoTime() - start);
  }
}
