package dev.pubsub.benchmarks.sockets;

import dev.pubsub.benchmarks.Rounds;
import dev.pubsub.benchmarks.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One publishing connection, N subscribed ones, 64 bytes of text. The server has a process of its
 * own, this one is the load; both share the processors. The systems take turns, each round with a
 * new server.
 */
public final class SocketFanOut {

  private final boolean full;
  private final List<Rival> rivals = Rival.installed();
  private final Table table;

  private SocketFanOut(boolean full) {
    this.full = full;
    table =
        new Table(
            "WebSockets, median of " + rounds() + " [min-max]",
            List.of(
                "N",
                "window",
                "server",
                "thousand deliveries/s",
                "pubsub to it",
                "loaded ms p50 / p99",
                "idle ms p50 / p99",
                "KiB resident for each"));
  }

  /** Three rounds with up to 10,000 connections, or one with up to 1,000. */
  public static void run(boolean full) throws IOException, InterruptedException {
    SocketFanOut benchmark = new SocketFanOut(full);
    // Not counted: whoever is first would meet a load that is not compiled yet.
    benchmark.round(Rival.PUBSUB, 100, 64);
    benchmark.measure(100, 64);
    benchmark.measure(1_000, 20);
    if (full) {
      benchmark.measure(10_000, 16);
    }
    benchmark.table.end();
  }

  private int rounds() {
    return full ? 3 : 1;
  }

  private void measure(int connections, int window) throws IOException, InterruptedException {
    Map<Rival, List<Figures>> results = new EnumMap<>(Rival.class);
    for (int round = 0; round < rounds(); round++) {
      for (Rival rival : rivals) {
        results
            .computeIfAbsent(rival, key -> new ArrayList<>())
            .add(round(rival, connections, window));
      }
    }
    Rounds ours = throughput(Objects.requireNonNull(results.get(Rival.PUBSUB)));
    results.forEach(
        (rival, figures) -> {
          Rounds own = throughput(figures);
          List<String> cells = new ArrayList<>(List.of("" + connections, "" + window, rival.label));
          cells.addAll(List.of(own.text("%.0f"), ours.ratioTo(own)));
          cells.addAll(Figures.cells(figures));
          table.row(cells);
        });
  }

  private static Rounds throughput(List<Figures> rounds) {
    return Figures.of(rounds, Figures::thousandPerSecond);
  }

  private Figures round(Rival rival, int connections, int window)
      throws IOException, InterruptedException {
    long nanos = full ? 3_000_000_000L : 1_500_000_000L;
    try (Server server = Server.start(rival)) {
      long before = server.residentKib();
      try (Load load = new Load(server.port, rival.protocol, connections)) {
        double resident = (server.residentKib() - before) / (double) connections;
        // The compilers of a JVM need a while.
        load.throughput(window, 2 * nanos);
        double perSecond = load.throughput(window, nanos);
        double p50 = load.millis(50);
        double p99 = load.millis(99);
        load.idle(full ? 200 : 100);
        return new Figures(perSecond / 1e3, p50, p99, load.millis(50), load.millis(99), resident);
      }
    }
  }
}
