package dev.pubsub.resilience.share;

import java.util.ArrayDeque;
import java.util.Deque;

/** A figure that changes now and then, and the least that it was lately. */
final class Lately {

  private record Past(double figure, long until) {}

  private final Deque<Past> past = new ArrayDeque<>();
  private double present;

  Lately(double first) {
    this.present = first;
  }

  void set(double figure, long now) {
    if (figure != present) {
      past.add(new Past(present, now));
      present = figure;
    }
  }

  double present() {
    return present;
  }

  /** The least that it was after a moment; those before another, later each time, are forgotten. */
  double least(long after, long forgotten) {
    while (!past.isEmpty() && past.element().until - forgotten < 0) {
      past.remove();
    }
    return past.stream()
        .filter(each -> each.until - after > 0)
        .mapToDouble(Past::figure)
        .reduce(present, Math::min);
  }
}
