package dev.pubsub.benchmarks.opening;

import dev.pubsub.benchmarks.Rounds;
import dev.pubsub.benchmarks.Table;
import dev.pubsub.core.PubSub;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How long it takes from {@code PubSub.open} with the buses of all presets to the first delivery:
 * first thing in a JVM, with an archive and without, and once it is warm. Each round is a JVM of
 * its own.
 */
public final class Opening {

  /** Whether the JVM has a cache of what it has loaded and linked, not only of its classes. */
  private static final boolean AHEAD_OF_TIME = Runtime.version().feature() >= 25;

  private static final int WARM_UP = 200;
  private static final int WARM = 50;

  /** What an application has on its class path that embeds a bus, and nothing of the rivals. */
  private static final List<String> NEEDED =
      List.of("pubsub-api", "pubsub-core", "pubsub-benchmarks", "slf4j-api", "jspecify");

  private Opening() {}

  /** Eleven JVMs of each kind, or five. */
  public static void run(boolean full) throws IOException, InterruptedException {
    int rounds = full ? 11 : 5;
    double[] cold = new double[rounds];
    double[] archived = new double[rounds];
    double[] warm = new double[rounds];
    Path archive = Files.createTempFile("opening", ".jsa");
    Files.delete(archive);
    var unused = inOwnJvm(keptBy("AOTCacheOutput", "ArchiveClassesAtExit") + archive, "once");
    for (int i = 0; i < rounds; i++) {
      String[] seen = inOwnJvm("-Xshare:auto").split(" ");
      cold[i] = Double.parseDouble(seen[0]);
      warm[i] = Double.parseDouble(seen[1]);
      String used = inOwnJvm(keptBy("AOTCache", "SharedArchiveFile") + archive);
      archived[i] = Double.parseDouble(used.split(" ")[0]);
    }
    Files.delete(archive);
    Table table =
        new Table(
            "From PubSub.open with all presets to the first delivery, median [min-max] of the JVMs",
            List.of("JVM", "ms"));
    table.row(List.of("cold, after main", Rounds.of(cold).text("%.1f")));
    table.row(List.of("cold, with an archive", Rounds.of(archived).text("%.1f")));
    table.row(List.of("warm", Rounds.of(warm).text("%.2f")));
    table.end();
  }

  private static String keptBy(String aheadOfTime, String classes) {
    return "-XX:" + (AHEAD_OF_TIME ? aheadOfTime : classes) + '=';
  }

  private static String inOwnJvm(String flag, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flag, "-Dslf4j.internal.verbosity=ERROR", "-cp", classPath()));
    command.add(Opening.class.getName());
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the JVM failed");
    }
    return printed;
  }

  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> NEEDED.stream().anyMatch(Path.of(entry).toFile().getName()::startsWith))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Prints two figures in milliseconds: the first opening, and the median of warm ones; with any
   * argument only the first, for an archive that has seen no more than that.
   */
  public static void main(String[] args) throws InterruptedException {
    double cold = millis();
    if (args.length > 0) {
      System.out.println(cold);
      return;
    }
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
