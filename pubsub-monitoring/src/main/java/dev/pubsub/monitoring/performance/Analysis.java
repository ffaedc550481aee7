package dev.pubsub.monitoring.performance;

import dev.pubsub.SubscriptionInfo;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How fast a bus was over a time frame.
 *
 * @param node on which it ran
 * @param bus its name
 * @param intervals what was looked at, the oldest first; at least one
 * @param figures without those of which nothing is known
 * @param dropped losses by reason, the most frequent first
 * @param refused refusals by code, the most frequent first
 * @param headRoom how much more it has been seen to do
 * @param baseline what it was when all was well, where that was saved
 * @param hot its hottest topics, none where they are not counted
 * @param behind the subscriptions for which most signals wait now, the furthest behind first
 */
record Analysis(
    String node,
    String bus,
    List<Interval> intervals,
    Map<Figure, Summary> figures,
    List<Share> dropped,
    List<Share> refused,
    HeadRoom headRoom,
    Optional<Baseline> baseline,
    HotTopics.Hot hot,
    List<SubscriptionInfo> behind) {

  /**
   * A part of a whole.
   *
   * @param name of the part
   * @param count how many
   * @param share of all, from 0 to 1
   */
  record Share(String name, long count, double share) {}

  /**
   * What a bus has done before, beside what it does. How much more it could do is not known: nobody
   * tried.
   *
   * @param most deliveries per second of the busiest interval that is kept
   * @param used the mean of the frame as a part of that, from 0 to 1; 0 where there was nothing
   */
  record HeadRoom(double most, double used) {}

  /**
   * Looks at intervals.
   *
   * @param frame one or more, the oldest first
   * @param kept all that are known, these among them
   * @param baseline of the bus
   * @param hot its hottest topics
   * @param behind the subscriptions that are furthest behind
   */
  static Analysis of(
      String node,
      String bus,
      List<Interval> frame,
      List<Interval> kept,
      Optional<Baseline> baseline,
      HotTopics.Hot hot,
      List<SubscriptionInfo> behind) {
    Map<Figure, Summary> figures = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      Summary.of(figure, frame).ifPresent(summary -> figures.put(figure, summary));
    }
    double most = kept.stream().mapToDouble(Figure.DELIVERED::of).max().orElse(0);
    double mean = frame.stream().mapToDouble(Figure.DELIVERED::of).average().orElse(0);
    return new Analysis(
        node,
        bus,
        List.copyOf(frame),
        figures,
        shares(frame, Sample::dropped, reason -> reason.name().toLowerCase(Locale.ROOT)),
        shares(frame, Sample::rejected, code -> code),
        new HeadRoom(most, most > 0 ? mean / most : 0),
        baseline,
        hot,
        behind);
  }

  private static <K> List<Share> shares(
      List<Interval> frame, Function<Sample, Map<K, Long>> counts, Function<K, String> name) {
    Map<K, Long> before = counts.apply(frame.get(0).from());
    Map<K, Long> after = counts.apply(frame.get(frame.size() - 1).to());
    double all = Sample.total(after) - Sample.total(before);
    return after.entrySet().stream()
        .map(
            each -> {
              long count = each.getValue() - before.getOrDefault(each.getKey(), 0L);
              return new Share(name.apply(each.getKey()), count, count / all);
            })
        .filter(share -> share.count() > 0)
        .sorted(Comparator.comparingLong(Share::count).reversed().thenComparing(Share::name))
        .toList();
  }

  Instant from() {
    return intervals.get(0).from().time();
  }

  Instant to() {
    return intervals.get(intervals.size() - 1).to().time();
  }

  /** How the figures compare with the baseline; empty where there is none, or too little. */
  List<Comparison> comparisons() {
    return baseline.map(each -> each.compare(intervals)).orElse(List.of());
  }

  /** A count over the whole frame. */
  long counted(Function<Sample, Long> count) {
    return count.apply(intervals.get(intervals.size() - 1).to())
        - count.apply(intervals.get(0).from());
  }
}
