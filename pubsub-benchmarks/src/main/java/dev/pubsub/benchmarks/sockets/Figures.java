package dev.pubsub.benchmarks.sockets;

import dev.pubsub.benchmarks.Rounds;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What one round gave; milliseconds, and KiB for each connection. */
record Figures(
    double thousandPerSecond,
    double loadedP50,
    double loadedP99,
    double idleP50,
    double idleP99,
    double resident) {

  static Rounds of(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
    return Rounds.of(rounds.stream().mapToDouble(figure).toArray());
  }

  /** Everything but the throughput. */
  static List<String> cells(List<Figures> rounds) {
    return List.of(
        pair(rounds, Figures::loadedP50, Figures::loadedP99),
        pair(rounds, Figures::idleP50, Figures::idleP99),
        of(rounds, Figures::resident).text("%.1f"));
  }

  private static String pair(
      List<Figures> rounds, ToDoubleFunction<Figures> p50, ToDoubleFunction<Figures> p99) {
    return String.format(
        Locale.ROOT, "%.2f / %.2f", of(rounds, p50).median(), of(rounds, p99).median());
  }
}
