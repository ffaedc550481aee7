package dev.pubsub.monitoring.performance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the figures of a bus were when all was well.
 *
 * @param savedAt when it was saved
 * @param values of each interval, without those that are not known
 */
record Baseline(Instant savedAt, Map<Watched, List<Double>> values) {

  static Baseline of(List<Interval> frame) {
    Map<Watched, List<Double>> values = new EnumMap<>(Watched.class);
    for (Watched watched : Watched.values()) {
      values.put(watched, known(watched, frame));
    }
    return new Baseline(frame.get(frame.size() - 1).to().time(), values);
  }

  /** How intervals compare with it, figure by figure. */
  List<Comparison> compare(List<Interval> now) {
    List<Comparison> all = new ArrayList<>();
    values.forEach(
        (watched, before) ->
            Comparison.of(watched, before, known(watched, now)).ifPresent(all::add));
    return all;
  }

  private static List<Double> known(Watched watched, List<Interval> intervals) {
    return intervals.stream()
        .map(watched.figure()::of)
        .filter(value -> !Double.isNaN(value))
        .toList();
  }
}
