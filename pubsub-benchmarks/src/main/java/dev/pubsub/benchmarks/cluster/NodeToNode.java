package dev.pubsub.benchmarks.cluster;

import dev.pubsub.benchmarks.Rounds;
import dev.pubsub.benchmarks.Table;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A process that publishes and one that is subscribed, on the loopback, 64 characters each: how
 * many a second while a window of them is in flight, and how long one takes while half a
 * millisecond lies between them. The systems take turns, each round with new processes.
 */
public final class NodeToNode {

  private NodeToNode() {}

  /** Five rounds, or three short ones. */
  public static void run(boolean full) throws IOException {
    int rounds = full ? 5 : 3;
    int millis = full ? 3_000 : 1_500;
    Map<Candidate, double[][]> figures = new EnumMap<>(Candidate.class);
    Candidate.installed().forEach(each -> figures.put(each, new double[3][rounds]));
    for (int round = 0; round < rounds; round++) {
      for (Candidate candidate : figures.keySet()) {
        double[] seen = round(candidate, millis);
        for (int i = 0; i < seen.length; i++) {
          Objects.requireNonNull(figures.get(candidate))[i][round] = seen[i];
        }
      }
    }
    print(figures);
  }

  private static double[] round(Candidate candidate, int millis) throws IOException {
    String port = Ports.free();
    try (Closeable broker = candidate.broker(port);
        Child subscriber = Child.jvm(Subscriber.class, candidate.name(), port)) {
      subscriber.line(Subscriber.READY);
      try (Child publisher = Child.jvm(Publisher.class, candidate.name(), port, "" + millis)) {
        double perSecond = Double.parseDouble(publisher.line(Publisher.FIGURE));
        subscriber.finish();
        String[] nanos = subscriber.line(Subscriber.FIGURES).split(" ");
        return new double[] {
          perSecond / 1e3, Double.parseDouble(nanos[0]) / 1e3, Double.parseDouble(nanos[1]) / 1e3
        };
      }
    }
  }

  private static void print(Map<Candidate, double[][]> figures) {
    Table table =
        new Table(
            "From one process to another, median [min-max] of the rounds",
            List.of("", "in flight", "thousand messages/s", "p50, µs", "p99, µs"));
    figures.forEach(
        (candidate, of) -> {
          List<String> cells = new ArrayList<>(List.of(candidate.label, "" + candidate.window));
          Arrays.stream(of).map(each -> Rounds.of(each).text("%.0f")).forEach(cells::add);
          table.row(cells);
        });
    table.end();
  }
}
