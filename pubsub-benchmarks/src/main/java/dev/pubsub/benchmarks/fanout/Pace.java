package dev.pubsub.benchmarks.fanout;

import dev.pubsub.Bus;
import dev.pubsub.benchmarks.Rounds;
import dev.pubsub.benchmarks.Table;
import dev.pubsub.core.PubSub;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Latency at a given pace, whether the bus keeps up or not: from the moment at which a signal is
 * due, not from the call that publishes it, until the last in line among the subscribers of its
 * topic has it. What is left of that from the call of publish on, and how late the call was, which
 * is the machine's doing, is told beside it.
 */
public final class Pace {

  private static final int WARM_UP_SECONDS = 2;

  private final Bus bus;
  private final int topics;
  private final int perSecond;
  private final int count;
  private final long[] arrived;
  private final AtomicInteger complete = new AtomicInteger();
  private final List<Counter> others = new ArrayList<>();

  private Pace(Bus bus, int topics, int subscribers, int perSecond, int seconds) {
    this.bus = bus;
    this.topics = topics;
    this.perSecond = perSecond;
    this.count = perSecond * seconds;
    this.arrived = new long[count];
    IntStream.range(0, topics).forEach(topic -> subscribe(name(topic), subscribers));
  }

  /** Seven rounds of five seconds, or three of two. */
  public static void run(boolean full) {
    int rounds = full ? 7 : 3;
    Table table =
        new Table(
            "Latency to the last subscriber, µs, median of " + rounds + " rounds [min-max]",
            List.of(
                "signals/s",
                "topics",
                "subscribers of each",
                "p50",
                "p99",
                "p99 from the call on",
                "p99 of the call"));
    table.row(rounds(rounds, full ? 5 : 2, 10_000, 1, 1_000));
    table.row(rounds(rounds, full ? 5 : 2, 50_000, 1_000, 1));
    table.end();
  }

  private static List<String> rounds(
      int rounds, int seconds, int perSecond, int topics, int subscribers) {
    double[] p50 = new double[rounds];
    double[] p99 = new double[rounds];
    double[] fromCall = new double[rounds];
    double[] late = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      // Roomy enough for a moment without a processor: what waits is late, not lost.
      try (PubSub pubsub = PubSub.builder().set("pubsub.capacity", "65536").open()) {
        Pace pace =
            new Pace(pubsub.bus(), topics, subscribers, perSecond, WARM_UP_SECONDS + seconds);
        long[] called = pace.publish();
        p50[round] = pace.percentile(pace.arrived, 50);
        p99[round] = pace.percentile(pace.arrived, 99);
        late[round] = pace.percentile(called, 99);
        Arrays.setAll(called, i -> pace.arrived[i] - called[i]);
        fromCall[round] = pace.percentile(called, 99);
      }
    }
    return List.of(
        Integer.toString(perSecond),
        Integer.toString(topics),
        Integer.toString(subscribers),
        Rounds.of(p50).text("%.0f"),
        Rounds.of(p99).text("%.0f"),
        Rounds.of(fromCall).text("%.0f"),
        Rounds.of(late).text("%.0f"));
  }

  private static String name(int topic) {
    return "bench:pace-" + topic;
  }

  private void subscribe(String topic, int subscribers) {
    for (int i = 1; i < subscribers; i++) {
      Counter counter = new Counter();
      others.add(counter);
      bus.subscribe(topic, delivery -> counter.hear());
    }
    bus.subscribe(topic, delivery -> arrived((Integer) delivery.signal().payload()));
  }

  private void arrived(int number) {
    arrived[number] += System.nanoTime();
    complete.incrementAndGet();
  }

  /** Publishes everything; returns how long after it was due each publish was called. */
  private long[] publish() {
    Integer[] numbers = IntStream.range(0, count).boxed().toArray(Integer[]::new);
    String[] names = IntStream.range(0, topics).mapToObj(Pace::name).toArray(String[]::new);
    long[] called = new long[count];
    double interval = 1e9 / perSecond;
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = start + (long) (i * interval);
      // Of the sum of the two, which has no order, the latency is left.
      arrived[i] = -due;
      // Asleep, not spinning: with few processors that would be at the expense of the bus.
      for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
        LockSupport.parkNanos(early);
      }
      called[i] = System.nanoTime() - due;
      bus.publish(names[i % topics], numbers[i]);
    }
    while (complete.get() < count) {
      LockSupport.parkNanos(100_000);
    }
    others.forEach(counter -> counter.await(count));
    return called;
  }

  private double percentile(long[] nanos, int percent) {
    long[] sorted = Arrays.copyOfRange(nanos, WARM_UP_SECONDS * perSecond, count);
    Arrays.sort(sorted);
    return sorted[(int) ((long) sorted.length * percent / 100)] / 1e3;
  }
}
