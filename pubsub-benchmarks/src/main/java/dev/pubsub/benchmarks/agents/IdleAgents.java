package dev.pubsub.benchmarks.agents;

import dev.pubsub.agents.Agents;
import dev.pubsub.agents.agent.Agent;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.benchmarks.Heap;
import dev.pubsub.benchmarks.Rounds;
import dev.pubsub.benchmarks.Table;
import dev.pubsub.core.PubSub;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * What an agent holds that nobody tells anything, its entry in the registry included; and how long
 * it takes to find one among a hundred thousand.
 */
public final class IdleAgents {

  private static final int LOOKUPS = 100_000;

  private IdleAgents() {}

  /** One million agents, or a tenth. */
  public static void run(boolean full) {
    int count = full ? 1_000_000 : 100_000;
    Table table =
        new Table(
            count + " agents",
            List.of("system", "bytes on the heap for each", "thousand created/s"));
    hold(table, "pubsub", OurAgents::new, count);
    hold(table, "Pekko typed", PekkoActors::new, count);
    table.end();
    lookUp(full ? 9 : 5);
  }

  private static void hold(Table table, String name, Supplier<Candidate> make, int count) {
    try (Candidate candidate = make.get()) {
      candidate.create(100);
      long before = Heap.used();
      long start = System.nanoTime();
      candidate.create(count);
      double seconds = (System.nanoTime() - start) / 1e9;
      long bytes = (Heap.used() - before) / count;
      table.row(
          List.of(
              name,
              Long.toString(bytes),
              String.format(Locale.ROOT, "%.0f", count / seconds / 1e3)));
    }
  }

  private static void lookUp(int rounds) {
    try (PubSub pubsub = PubSub.builder().open();
        Agents agents = Agents.on(pubsub.bus())) {
      Agent idle = (mail, context) -> {};
      List<String> ids =
          agents.createAll(AgentSpec.of("idle", () -> idle).withCapabilities("c"), LOOKUPS).ids();
      AgentSpec rare = AgentSpec.of("rare", () -> idle).withCapabilities("seldom");
      agents.create(rare);
      double[] byId = new double[rounds];
      double[] byCapability = new double[rounds];
      for (int round = -2; round < rounds; round++) {
        double id = nanos(i -> agents.registry().find(ids.get(i)).isPresent());
        double capability =
            nanos(i -> agents.registry().withCapability("seldom").findFirst().isPresent());
        if (round >= 0) {
          byId[round] = id;
          byCapability[round] = capability;
        }
      }
      Table table =
          new Table(
              "Finding one of %d agents, median [min-max]".formatted(LOOKUPS), List.of("by", "ns"));
      table.row(List.of("id", Rounds.of(byId).text("%.0f")));
      table.row(List.of("capability", Rounds.of(byCapability).text("%.0f")));
      table.end();
    }
  }

  private static double nanos(IntPredicate found) {
    int missed = 0;
    long start = System.nanoTime();
    for (int i = 0; i < LOOKUPS; i++) {
      missed += found.test(i) ? 0 : 1;
    }
    double nanos = (System.nanoTime() - start) / (double) LOOKUPS;
    if (missed > 0) {
      throw new IllegalStateException(missed + " agents were not found");
    }
    return nanos;
  }
}
