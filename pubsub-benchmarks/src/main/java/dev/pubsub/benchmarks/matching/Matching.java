package dev.pubsub.benchmarks.matching;

import dev.pubsub.benchmarks.Heap;
import dev.pubsub.benchmarks.Rounds;
import dev.pubsub.benchmarks.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * One thread matches random topics, and every result is walked. The systems take turns; all have
 * the same subscriptions and are first asked whether they find the same.
 */
public final class Matching {

  private static final long SEED = 20_261_121;
  private static final int SAMPLE = 2_000;
  private static final int BATCH = 1_024;
  // So many topics that what is kept of them does not fall out of the processor's cache.
  private static final int BUSY_TOPICS = 1_000;
  // A string of 9 to 16 characters and its array; nobody but the index holds it.
  private static final int NAME_BYTES = 56;

  private final Workload workload = new Workload(SEED);
  private final String[] topics = workload.topics();
  private final String[] more = workload.more();
  private final List<Entry> entries = new ArrayList<>();
  private final Random random = new Random(SEED);
  // Every result is compared with this, which looks at what is found but not into it.
  private final Object nobody = new Object();
  private long mistaken;

  private Matching() {}

  /** Seven rounds of a second, or three of a third. */
  public static void run(boolean full) {
    new Matching().measure(full ? 7 : 3, full ? 1_000_000_000L : 330_000_000L);
  }

  private record Entry(
      String name,
      Index index,
      int topics,
      String size,
      double[] thousands,
      double[] amidst,
      double[] churn) {

    Entry(String name, Index index, int topics, String size, int rounds) {
      this(name, index, topics, size, new double[rounds], new double[rounds], new double[rounds]);
    }
  }

  private void measure(int rounds, long nanos) {
    OurTree tree = new OurTree();
    int all = topics.length;
    entries.add(new Entry("pubsub", tree, all, fill(tree), rounds));
    HiveMqTree rival = new HiveMqTree();
    entries.add(new Entry("HiveMQ CE", rival, all, fill(rival), rounds));
    Cached cached = new Cached(tree);
    entries.add(new Entry("pubsub, cached", cached, all, "", rounds));
    entries.add(new Entry("pubsub, cached, 1,000 topics", cached, BUSY_TOPICS, "", rounds));
    double results = compare();
    entries.forEach(entry -> perSecond(entry, 2 * nanos));
    for (int round = 0; round < rounds; round++) {
      for (Entry entry : entries) {
        entry.thousands[round] = perSecond(entry, nanos) / 1e3;
      }
      for (Entry entry : changing()) {
        Churn churn = Churn.start(entry.index, more);
        entry.amidst[round] = perSecond(entry, nanos) / 1e3;
        entry.churn[round] = churn.stop() / 1e3;
      }
    }
    print(rounds, results);
  }

  /** All but the cache, which has nothing to keep while things change. */
  private List<Entry> changing() {
    return entries.subList(0, 2);
  }

  private String fill(Index index) {
    long before = Heap.used();
    long start = System.nanoTime();
    workload.subscribe(index);
    double seconds = (System.nanoTime() - start) / 1e9;
    long bytes = (Heap.used() - before) / Workload.SUBSCRIPTIONS;
    return String.format(
        Locale.ROOT,
        "%d B, %.1f million/s",
        bytes - NAME_BYTES,
        Workload.SUBSCRIPTIONS / seconds / 1e6);
  }

  /** How many a topic of the sample has on average. */
  private double compare() {
    long found = 0;
    for (int i = 0; i < SAMPLE; i++) {
      String topic = topics[random.nextInt(topics.length)];
      List<List<String>> results =
          entries.stream().map(entry -> sorted(entry.index, topic)).toList();
      if (results.stream().distinct().count() > 1) {
        throw new IllegalStateException("what is found for " + topic + " differs: " + results);
      }
      found += results.get(0).size();
    }
    return (double) found / SAMPLE;
  }

  private static List<String> sorted(Index index, String topic) {
    List<String> names = new ArrayList<>();
    index.match(topic, names::add);
    names.sort(null);
    return names;
  }

  private double perSecond(Entry entry, long nanos) {
    long start = System.nanoTime();
    long matches = 0;
    while (System.nanoTime() - start < nanos) {
      for (int i = 0; i < BATCH; i++) {
        entry.index.match(
            topics[random.nextInt(entry.topics)], name -> mistaken += name == nobody ? 1 : 0);
      }
      matches += BATCH;
    }
    double perSecond = matches * 1e9 / (System.nanoTime() - start);
    if (mistaken > 0) {
      throw new IllegalStateException("somebody is found who never subscribed");
    }
    return perSecond;
  }

  private void print(int rounds, double results) {
    Table table =
        new Table(
            String.format(
                Locale.ROOT,
                "Thousand matches/s, median of %d [min-max]; %.2f results each, seed %d",
                rounds,
                results,
                SEED),
            List.of(
                "index",
                "matches",
                "ratio to HiveMQ CE",
                "while others come and go",
                "thousand of these each second",
                "a subscription, and how fast"));
    Rounds rival = Rounds.of(entries.get(1).thousands);
    for (Entry entry : entries) {
      Rounds own = Rounds.of(entry.thousands);
      boolean changes = changing().contains(entry);
      table.row(
          List.of(
              entry.name,
              own.text("%.0f"),
              own.ratioTo(rival),
              changes ? Rounds.of(entry.amidst).text("%.0f") : "",
              changes ? Rounds.of(entry.churn).text("%.0f") : "",
              entry.size));
    }
    table.end();
  }
}
