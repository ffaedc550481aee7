package dev.pubsub.benchmarks.opening;

import dev.pubsub.benchmarks.Rounds;
import dev.pubsub.benchmarks.Table;
import dev.pubsub.core.PubSub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * How long it takes from {@code PubSub.open} with the buses of all presets to the first delivery:
 * first thing in a JVM, and once it is warm. Each round is a JVM of its own.
 */
public final class Opening {

  private static final int WARM_UP = 200;
  private static final int WARM = 50;

  private Opening() {}

  /** Eleven JVMs, or five. */
  public static void run(boolean full) throws IOException, InterruptedException {
    int rounds = full ? 11 : 5;
    double[] cold = new double[rounds];
    double[] warm = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      String[] seen = inOwnJvm().split(" ");
      cold[i] = Double.parseDouble(seen[0]);
      warm[i] = Double.parseDouble(seen[1]);
    }
    Table table =
        new Table(
            "From PubSub.open with all presets to the first delivery, median [min-max] of the JVMs",
            List.of("JVM", "ms"));
    table.row(List.of("cold, after main", Rounds.of(cold).text("%.1f")));
    table.row(List.of("warm", Rounds.of(warm).text("%.2f")));
    table.end();
  }

  private static String inOwnJvm() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                Opening.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the JVM failed");
    }
    return printed;
  }

  /** Prints two figures in milliseconds: the first opening, and the median of warm ones. */
  public static void main(String[] args) throws InterruptedException {
    double cold = millis();
    for (int i = 0; i < WARM_UP; i++) {
      millis();
    }
    double[] warm = new double[WARM];
    for (int i = 0; i < WARM; i++) {
      warm[i] = millis();
    }
    Arrays.sort(warm);
    System.out.println(cold + " " + warm[WARM / 2]);
  }

  private static double millis() throws InterruptedException {
    CountDownLatch delivered = new CountDownLatch(1);
    long start = System.nanoTime();
    try (PubSub pubsub = PubSub.builder().discover(false).set("pubsub.presets", "true").open()) {
      pubsub.bus().subscribe("t", delivery -> delivered.countDown());
      pubsub.bus().publish("t", "x");
      delivered.await();
      return (System.nanoTime() - start) / 1e6;
    }
  }
}
