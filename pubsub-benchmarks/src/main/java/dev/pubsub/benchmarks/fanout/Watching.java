package dev.pubsub.benchmarks.fanout;

import dev.pubsub.Bus;
import dev.pubsub.benchmarks.Rounds;
import dev.pubsub.benchmarks.Table;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.monitoring.MonitoringPlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * What it costs to be watched: the fan-out of a bus of which nothing is noted, of one whose first
 * signals of a second are traced, as they are by default, and of one with the monitoring plugin
 * beside. They take turns, each in a fresh instance; a ratio is of two of the same turn.
 */
public final class Watching {

  private static final int[] SIZES = {1, 10, 100, 1000};
  private static final String TOPIC = "bench:watching";
  private static final String MESSAGE = "x".repeat(64);
  private static final long WARM_UP_NANOS = 200_000_000;
  private static final long ROUND_NANOS = 350_000_000;

  private static final List<Way> WAYS =
      List.of(
          new Way("nothing", builder -> builder.set("pubsub.trace.rate", "0")),
          new Way("traces", builder -> builder),
          new Way("traces and monitoring", builder -> builder.plugin(new MonitoringPlugin())));

  private Watching() {}

  private record Way(String name, UnaryOperator<PubSubBuilder> options) {

    PubSub open() {
      return options.apply(PubSub.builder().discover(false).set("pubsub.capacity", "2048")).open();
    }
  }

  private record Figures(double perMicro, double bytes) {}

  /** Eleven rounds, or five. */
  public static void run(boolean full) {
    int rounds = full ? 11 : 5;
    Table table =
        new Table(
            "Million deliveries/s and bytes allocated for one, median of "
                + rounds
                + " [min-max]; ratio of each turn",
            List.of("N", "watched by", "million/s", "ratio to nothing", "bytes a delivery"));
    for (int size : SIZES) {
      Figures[][] figures = new Figures[WAYS.size()][rounds];
      for (int round = 0; round < rounds; round++) {
        for (int way = 0; way < WAYS.size(); way++) {
          figures[way][round] = round(WAYS.get(way), size);
        }
      }
      for (int way = 0; way < WAYS.size(); way++) {
        table.row(row(size, WAYS.get(way), figures[way], figures[0]));
      }
    }
    table.end();
  }

  private static List<String> row(int size, Way way, Figures[] figures, Figures[] nothing) {
    double[] perMicro = new double[figures.length];
    double[] ratios = new double[figures.length];
    double[] bytes = new double[figures.length];
    for (int round = 0; round < figures.length; round++) {
      perMicro[round] = figures[round].perMicro;
      ratios[round] = figures[round].perMicro / nothing[round].perMicro;
      bytes[round] = figures[round].bytes;
    }
    return List.of(
        Integer.toString(size),
        way.name,
        Rounds.of(perMicro).text("%.1f"),
        Rounds.of(ratios).text("%.2f"),
        Rounds.of(bytes).text("%.1f"));
  }

  private static Figures round(Way way, int size) {
    List<Counter> counters = new ArrayList<>();
    IntStream.range(0, size).forEach(i -> counters.add(new Counter()));
    try (PubSub pubsub = way.open()) {
      Bus bus = pubsub.bus();
      counters.forEach(counter -> bus.subscribe(TOPIC, delivery -> counter.hear()));
      Producer producer = new Producer(() -> bus.publish(TOPIC, MESSAGE), counters);
      producer.run(WARM_UP_NANOS);
      Allocated before = Allocated.now();
      long begun = System.nanoTime();
      double deliveries = (double) producer.run(ROUND_NANOS) * size;
      double nanos = System.nanoTime() - begun;
      Allocated bytes = Allocated.now().since(before);
      if (bus.stats().droppedTotal() > 0) {
        throw new IllegalStateException("something was lost");
      }
      return new Figures(deliveries * 1e3 / nanos, (bytes.here() + bytes.elsewhere()) / deliveries);
    }
  }
}
