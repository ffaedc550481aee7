package dev.pubsub.resilience.limit;

import dev.pubsub.resilience.rule.Choices;
import dev.pubsub.spi.flow.Operation;
import dev.pubsub.spi.flow.PressureLevel;
import dev.pubsub.topic.Segment;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A limit as somebody wrote it.
 *
 * @param name what it is called
 * @param text the rule without its name, as it was written
 * @param costs how many tokens each operation takes; others are not limited
 * @param speeds how fast tokens come in at each level of pressure
 * @param topics which topics are meant; empty for any resource
 * @param buses which buses are meant; empty for any
 * @param principals which principals are meant; empty for all but the platform itself
 * @param per who shares a bucket
 * @param then what becomes of what there are no tokens for
 */
record LimitRule(
    String name,
    String text,
    Map<Operation, Integer> costs,
    Map<PressureLevel, Rate> speeds,
    Optional<TopicFilter> topics,
    Set<String> buses,
    Optional<Segment.Glob> principals,
    Key per,
    OverLimit then) {

  /** What the principals of the platform itself begin with. */
  static final String PLATFORM = "system:";

  /** What the dearest operation takes: no bucket may hold less. */
  int dearest() {
    return dearest(costs);
  }

  static int dearest(Map<Operation, Integer> costs) {
    return costs.values().stream().mapToInt(Integer::intValue).max().orElse(1);
  }

  /** The rate and what it is for, as a sentence about the limit needs it. */
  String words() {
    return text.split(" ", 3)[1]
        + switch (per) {
          case NODE -> "";
          case CLUSTER -> " for all nodes together";
          case BUS, PRINCIPAL, TOPIC, RESOURCE -> " for each " + Choices.word(per);
        };
  }
}
