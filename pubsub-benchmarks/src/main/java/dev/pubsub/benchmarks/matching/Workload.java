package dev.pubsub.benchmarks.matching;

import java.util.Arrays;
import java.util.Random;

/**
 * One million subscriptions on 100,000 topics of four levels, ten each, and 10,000 with wildcards:
 * 4,000 with a {@code +}, 1,000 with a {@code +} and a {@code #}, 5,000 with a {@code #}. Every
 * subscriber has one.
 */
final class Workload {

  static final int SUBSCRIPTIONS = 1_010_000;

  private static final int FIRST = 50;
  private static final int SECOND = 50;
  private static final int THIRD = 40;
  private static final int EACH = 10;
  private static final int PATTERNS = 10_000;

  private final long seed;

  Workload(long seed) {
    this.seed = seed;
  }

  String[] topics() {
    String[] topics = new String[FIRST * SECOND * THIRD];
    for (int i = 0; i < topics.length; i++) {
      topics[i] = topic(i);
    }
    return topics;
  }

  /** Always the same subscriptions, as strings that nobody else holds. */
  void subscribe(Index index) {
    int subscriber = 0;
    for (int i = 0; i < FIRST * SECOND * THIRD; i++) {
      for (int n = 0; n < EACH; n++) {
        index.add(topic(i), name(subscriber++));
      }
    }
    Random random = new Random(seed);
    for (int i = 0; i < PATTERNS; i++) {
      index.add(pattern(i, random), name(subscriber++));
    }
  }

  /** Other subscribers than those may have these, in this order: every hundredth is a pattern. */
  String[] more() {
    Random random = new Random(seed + 1);
    String[] filters = new String[10_000];
    for (int i = 0; i < filters.length; i++) {
      filters[i] =
          i % 100 == 0
              ? pattern(random.nextInt(PATTERNS), random)
              : topic(random.nextInt(FIRST * SECOND * THIRD));
    }
    return filters;
  }

  private static String topic(int i) {
    return "t/a" + i / THIRD / SECOND + "/b" + i / THIRD % SECOND + "/c" + i % THIRD;
  }

  private static String pattern(int i, Random random) {
    String[] levels = topic(random.nextInt(FIRST * SECOND * THIRD)).split("/");
    if (i < 5_000) {
      levels[1 + random.nextInt(i < 4_000 ? 3 : 2)] = "+";
      return String.join("/", levels) + (i < 4_000 ? "" : "/#");
    }
    int kept = i % 2 == 0 ? 3 : 4;
    return String.join("/", Arrays.copyOf(levels, kept)) + "/#";
  }

  private static String name(int subscriber) {
    return "client-" + subscriber;
  }
}
