package dev.pubsub.benchmarks.guards;

import dev.pubsub.Bus;
import dev.pubsub.PublishResult;
import dev.pubsub.Subscriber;
import dev.pubsub.benchmarks.Rounds;
import dev.pubsub.benchmarks.Table;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.resilience.ResiliencePlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many signals a subscriber gets that something stands in front of: a breaker that never opens,
 * guards that never act. One publisher, one topic, a window of signals in flight for which it
 * waits. All take turns within one run.
 */
public final class Guarding {

  private static final int WINDOW = 512;
  private static final int WARM_UP = 5;
  private static final String BREAKERS = "breakers";
  private static final String CALLS = "calls";

  private final int rounds;
  private final long roundNanos;

  private Guarding(boolean full) {
    this.rounds = full ? 9 : 5;
    this.roundNanos = full ? 300_000_000 : 100_000_000;
  }

  /** One bus and its one subscriber, which counts. */
  private record Way(String name, PubSub pubsub, AtomicLong received) {

    static Way of(String name, String... settings) {
      PubSubBuilder builder = PubSub.builder().discover(false).plugin(new ResiliencePlugin());
      for (int i = 0; i < settings.length; i += 2) {
        builder.set("pubsub.plugin.resilience." + settings[i], settings[i + 1]);
      }
      Way way = new Way(name, builder.open(), new AtomicLong());
      Subscriber counter = delivery -> way.received.lazySet(way.received.get() + 1);
      way.pubsub.bus().subscribe("bench:guarding", counter);
      return way;
    }

    /** Publishes for a while; returns how many were received. */
    long run(long nanos) {
      Bus bus = pubsub.bus();
      long begun = received.get();
      long sent = begun;
      long until = System.nanoTime() + nanos;
      while (System.nanoTime() - until < 0) {
        for (int i = 0; i < WINDOW / 2; i++) {
          if (!(bus.publish("bench:guarding", "x") instanceof PublishResult.Accepted accepted)
              || accepted.dropped() > 0) {
            throw new IllegalStateException("a signal was refused, or lost");
          }
        }
        sent += WINDOW / 2;
        await(sent - WINDOW / 2);
      }
      await(sent);
      return sent - begun;
    }

    private void await(long count) {
      while (received.get() < count) {
        Thread.onSpinWait();
      }
    }
  }

  /** Nine rounds of a third of a second for each, or five of a tenth. */
  public static void run(boolean full) {
    Guarding benchmark = new Guarding(full);
    List<Way> ways = new ArrayList<>();
    ways.add(Way.of("nothing"));
    ways.add(Way.of("a breaker", BREAKERS, "x: topics=bench:**"));
    ways.add(Way.of("a timeout", CALLS, "x: topics=bench:** timeout=1m"));
    ways.add(Way.of("retries", CALLS, "x: topics=bench:** retries=3"));
    ways.add(Way.of("a bulkhead", CALLS, "x: topics=bench:** concurrency=4"));
    ways.add(
        Way.of(
            "all of them",
            BREAKERS,
            "x: topics=bench:**",
            CALLS,
            "x: topics=bench:** timeout=1m retries=3 concurrency=4"));
    try {
      benchmark.measure(ways);
    } finally {
      ways.forEach(way -> way.pubsub.close());
    }
  }

  private void measure(List<Way> ways) {
    double[][] perMicro = new double[ways.size()][rounds];
    for (int round = -WARM_UP; round < rounds; round++) {
      for (int i = 0; i < ways.size(); i++) {
        long begun = System.nanoTime();
        long count = ways.get(i).run(roundNanos);
        if (round >= 0) {
          perMicro[i][round] = count * 1e3 / (System.nanoTime() - begun);
        }
      }
    }
    Table table =
        new Table(
            "Million signals a second to one subscriber, median [min-max]",
            List.of("in front of it", "million/s", "of what there is without"));
    Rounds first = Rounds.of(perMicro[0]);
    for (int i = 0; i < ways.size(); i++) {
      Rounds figures = Rounds.of(perMicro[i]);
      table.row(List.of(ways.get(i).name, figures.text("%.2f"), figures.ratioTo(first)));
    }
    table.end();
  }
}
