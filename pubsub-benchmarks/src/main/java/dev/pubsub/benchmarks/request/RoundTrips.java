package dev.pubsub.benchmarks.request;

import dev.pubsub.benchmarks.Rounds;
import dev.pubsub.benchmarks.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * From the call of request until the reply is there, one question at a time; and how many questions
 * are answered in a second while up to 256 are under way. The systems take turns.
 */
public final class RoundTrips {

  private static final int WINDOW = 256;
  private static final int WARM_UP = 3;

  private RoundTrips() {}

  /** Nine rounds, or five, after some to warm up. */
  public static void run(boolean full) {
    int rounds = full ? 9 : 5;
    int questions = full ? 200_000 : 50_000;
    Map<String, Supplier<Candidate>> candidates = new LinkedHashMap<>();
    candidates.put("pubsub", OurBus::new);
    candidates.put("Vert.x", VertxEventBus::new);
    Map<String, double[][]> figures = new LinkedHashMap<>();
    candidates.keySet().forEach(name -> figures.put(name, new double[3][rounds]));
    for (int round = -WARM_UP; round < rounds; round++) {
      for (Map.Entry<String, Supplier<Candidate>> each : candidates.entrySet()) {
        try (Candidate candidate = each.getValue().get()) {
          double[] nanos = alone(candidate, questions);
          double perSecond = together(candidate, questions * 4);
          if (round >= 0) {
            double[][] of = Objects.requireNonNull(figures.get(each.getKey()));
            of[0][round] = nanos[nanos.length / 2] / 1e3;
            of[1][round] = nanos[(int) (nanos.length * 0.99)] / 1e3;
            of[2][round] = perSecond / 1e3;
          }
        }
      }
    }
    print(figures);
  }

  private static void print(Map<String, double[][]> figures) {
    Table table =
        new Table(
            "Round trips, median [min-max] of the rounds",
            List.of("", "p50, µs", "p99, µs", "thousand/s, " + WINDOW + " under way"));
    figures.forEach(
        (name, of) -> {
          List<String> cells = new ArrayList<>(List.of(name));
          Arrays.stream(of).map(each -> Rounds.of(each).text("%.1f")).forEach(cells::add);
          table.row(cells);
        });
    table.end();
  }

  private static double[] alone(Candidate candidate, int questions) {
    double[] nanos = new double[questions];
    AtomicLong done = new AtomicLong();
    for (int i = 0; i < questions; i++) {
      long wanted = i + 1L;
      long start = System.nanoTime();
      var unused = candidate.request("x").whenComplete((reply, failure) -> count(done, failure));
      while (done.get() < wanted) {
        Thread.onSpinWait();
      }
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private static double together(Candidate candidate, int questions) {
    AtomicLong done = new AtomicLong();
    long start = System.nanoTime();
    for (int i = 0; i < questions; i++) {
      while (i - done.get() >= WINDOW) {
        Thread.onSpinWait();
      }
      var unused = candidate.request("x").whenComplete((reply, failure) -> count(done, failure));
    }
    while (done.get() < questions) {
      Thread.onSpinWait();
    }
    return questions * 1e9 / (System.nanoTime() - start);
  }

  private static void count(AtomicLong done, @Nullable Throwable failure) {
    if (failure != null) {
      throw new IllegalStateException("a question was not answered", failure);
    }
    done.incrementAndGet();
  }
}
