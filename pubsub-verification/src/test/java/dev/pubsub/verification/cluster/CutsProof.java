package dev.pubsub.verification.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pubsub.verification.proof.Budget;
import dev.pubsub.verification.server.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Three nodes on a network that is cut by chance: one node off, one that is heard and hears
 * nothing, cables that come and go. Whatever happens, nobody hears anything twice or out of order,
 * once the network is whole everybody hears everybody again, and whoever acknowledges has missed
 * nothing then that was accepted since it was heard first.
 */
final class CutsProof {

  private static final int PERCENT = 20;
  private static final String KEPT = "!";
  private static final int NODES = 3;
  private static final int STEPS = 6;
  // Most of a schedule is waiting. Each has a network of its own.
  private static final int SIDE_BY_SIDE = 5;
  private static final Pattern HEARD = Pattern.compile("n\\d!? \\d+");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void nobodyHearsTwiceOrOutOfOrderAndAfterTheCutsEverybodyHearsEverybody() {
    assumeTrue(Cables.areAllowed(), "this test needs the right to make network namespaces");
    Budget budget = Budget.ofPercent(PERCENT);
    ExecutorService hands = Executors.newFixedThreadPool(SIDE_BY_SIDE);
    int schedules = 0;
    try {
      do {
        int first = schedules;
        CompletableFuture<?>[] begun =
            IntStream.range(first, first + SIDE_BY_SIDE)
                .mapToObj(each -> CompletableFuture.runAsync(() -> schedule(each), hands))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(begun).join();
        schedules += SIDE_BY_SIDE;
      } while (budget.isLeft());
    } finally {
      hands.shutdown();
    }
    System.out.printf("cuts: seed %d, %d schedules%n", Budget.seed(), schedules);
  }

  private static void schedule(int number) {
    // The seed is a date: the schedules of the next day are to be others.
    Random random = new Random(Budget.seed() * 1000 + number);
    try (Cables cables = new Cables(NODES)) {
      List<Program> nodes = new ArrayList<>();
      try {
        for (int host = 1; host <= NODES; host++) {
          nodes.add(start(cables, host));
        }
        nodes.forEach(node -> node.saying("ready"));
        awaitAllHear(nodes, number);
        for (int step = 0; step < STEPS; step++) {
          happen(cables, random);
          pause(random.nextInt(3000));
        }
        IntStream.rangeClosed(1, NODES).forEach(host -> whole(cables, host));
        awaitAllHear(nodes, number);
        nodes.forEach(node -> expectOnceAndInOrder(node, number));
      } finally {
        nodes.forEach(Program::close);
      }
    }
  }

  private static Program start(Cables cables, int host) {
    String members =
        IntStream.rangeClosed(1, NODES)
            .mapToObj(each -> Cables.address(each) + ":7800")
            .collect(Collectors.joining(","));
    return Program.start(
        Program.ROOT,
        cables.on(
            host,
            Chatterer.command(
                "n" + host,
                "bind=" + Cables.address(host),
                "discovery=static",
                "members=" + members)));
  }

  private static void happen(Cables cables, Random random) {
    int host = 1 + random.nextInt(NODES);
    int other = 1 + (host + random.nextInt(NODES - 1)) % NODES;
    switch (random.nextInt(6)) {
      case 0, 1 -> cables.cut(host);
      case 2 -> cables.silence(host, other);
      case 3 -> {
        for (int i = 0; i < 5; i++) {
          cables.cut(host);
          pause(200);
          cables.mend(host);
          pause(200);
        }
      }
      default -> whole(cables, host);
    }
  }

  private static void whole(Cables cables, int host) {
    cables.mend(host);
    IntStream.rangeClosed(1, NODES)
        .filter(other -> other != host)
        .forEach(other -> cables.unsilence(host, other));
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }

  /** Each hears of each what is said from now on. */
  private static void awaitAllHear(List<Program> nodes, int schedule) {
    Map<String, Long> now = new HashMap<>();
    for (int host = 1; host <= NODES; host++) {
      String name = "n" + host;
      String kept = name + KEPT;
      now.put(kept, last(nodes.get(host - 1), kept));
      now.put(name, last(nodes.get(host - 1), name));
    }
    await()
        .atMost(PATIENCE)
        // It would do so for the whole JVM, and the schedules wait side by side.
        .dontCatchUncaughtExceptions()
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              for (Program node : nodes) {
                Map<String, List<Long>> heard = heard(node);
                now.forEach(
                    (name, number) ->
                        assertThat(heard.getOrDefault(name, List.of()))
                            .as("schedule %d, %s, said: %s", schedule, name, node.err())
                            .anyMatch(each -> each > number));
              }
            });
  }

  private static long last(Program node, String name) {
    return heard(node).getOrDefault(name, List.of()).stream().reduce(0L, Long::max);
  }

  private static void expectOnceAndInOrder(Program node, int schedule) {
    heard(node)
        .forEach(
            (name, numbers) -> {
              assertThat(numbers)
                  .as("schedule %d, what was heard of %s", schedule, name)
                  .isSorted()
                  .doesNotHaveDuplicates();
              if (name.endsWith(KEPT)) {
                assertThat(numbers.get(numbers.size() - 1) - numbers.get(0) + 1)
                    .as("schedule %d, how much was accepted for those who heard %s", schedule, name)
                    .isEqualTo(numbers.size());
              }
            });
  }

  /** The numbers of each node in the order in which they came. */
  private static Map<String, List<Long>> heard(Program node) {
    return node.out()
        .lines()
        .filter(line -> HEARD.matcher(line).matches())
        .collect(
            Collectors.groupingBy(
                line -> line.substring(0, line.indexOf(' ')),
                Collectors.mapping(
                    line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)),
                    Collectors.toList())));
  }
}
