package dev.pubsub.benchmarks.agents;

import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.benchmarks.Rounds;
import dev.pubsub.benchmarks.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * How many agents are created in a second; how many signals one is told in a second by a thread,
 * and two exchange in turn; how long a question takes, and how many are answered in a second while
 * up to 256 are under way. The systems take turns.
 */
public final class AgentRates {

  private static final int WINDOW = 256;
  private static final int AHEAD = 10_000;
  private static final int WARM_UP = 3;
  private static final List<String> COLUMNS =
      List.of(
          "created, thousand/s",
          "told, thousand/s",
          "ping-pong, thousand/s",
          "ask p50, µs",
          "ask, thousand/s, " + WINDOW + " under way");

  private AgentRates() {}

  /** Nine rounds, or five, after some to warm up. */
  public static void run(boolean full) {
    int rounds = full ? 9 : 5;
    int count = full ? 1_000_000 : 200_000;
    Map<String, Supplier<Candidate>> candidates = new LinkedHashMap<>();
    candidates.put("pubsub", OurAgents::new);
    candidates.put("pubsub, quick agents", () -> new OurAgents(AgentSpec::neverBlocks));
    candidates.put("Pekko typed", PekkoActors::new);
    Map<String, double[][]> figures = new LinkedHashMap<>();
    candidates.keySet().forEach(name -> figures.put(name, new double[COLUMNS.size()][rounds]));
    for (int round = -WARM_UP; round < rounds; round++) {
      for (Map.Entry<String, Supplier<Candidate>> each : candidates.entrySet()) {
        double[] seen = round(each.getValue(), count);
        for (int i = 0; round >= 0 && i < seen.length; i++) {
          Objects.requireNonNull(figures.get(each.getKey()))[i][round] = seen[i];
        }
      }
    }
    print(figures);
  }

  private static double[] round(Supplier<Candidate> make, int count) {
    try (Candidate candidate = make.get()) {
      double[] nanos = alone(candidate, count / 10);
      double told = told(candidate, count);
      double asked = together(candidate, count / 2);
      double exchanged = rate(count / 2, () -> join(candidate.pingPong(count / 2)));
      // Last, so that nothing else has to walk over a heap full of agents.
      double created = rate(count / 5, () -> candidate.create(count / 5));
      return new double[] {created, told, exchanged, nanos[nanos.length / 2] / 1e3, asked};
    }
  }

  private static void join(CompletionStage<?> stage) {
    var unused = stage.toCompletableFuture().join();
  }

  private static double rate(int count, Runnable work) {
    long start = System.nanoTime();
    work.run();
    return count * 1e6 / (System.nanoTime() - start);
  }

  private static double told(Candidate candidate, int count) {
    return rate(
        count,
        () -> {
          for (int i = 0; i < count; i++) {
            while (i - candidate.told() >= AHEAD) {
              Thread.onSpinWait();
            }
            candidate.tell("x");
          }
          while (candidate.told() < count) {
            Thread.onSpinWait();
          }
        });
  }

  private static double[] alone(Candidate candidate, int questions) {
    double[] nanos = new double[questions];
    for (int i = 0; i < questions; i++) {
      long start = System.nanoTime();
      join(candidate.ask("x"));
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private static double together(Candidate candidate, int questions) {
    Semaphore window = new Semaphore(WINDOW);
    AtomicLong failed = new AtomicLong();
    double rate =
        rate(
            questions,
            () -> {
              for (int i = 0; i < questions; i++) {
                window.acquireUninterruptibly();
                var unused =
                    candidate
                        .ask("x")
                        .whenComplete(
                            (reply, failure) -> {
                              failed.addAndGet(failure == null ? 0 : 1);
                              window.release();
                            });
              }
              window.acquireUninterruptibly(WINDOW);
            });
    if (failed.get() > 0) {
      throw new IllegalStateException(failed + " questions were not answered");
    }
    return rate;
  }

  private static void print(Map<String, double[][]> figures) {
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(COLUMNS);
    Table table = new Table("Agents, median [min-max] of the rounds", head);
    figures.forEach(
        (name, of) -> {
          List<String> cells = new ArrayList<>(List.of(name));
          Arrays.stream(of).map(each -> Rounds.of(each).text("%.1f")).forEach(cells::add);
          table.row(cells);
        });
    table.end();
  }
}
