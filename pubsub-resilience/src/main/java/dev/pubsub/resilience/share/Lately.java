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

  /** The least that it was from a moment on, which is later each time. */
  double least(long from) {
    while (!past.isEmpty() && past.element().until - from < 0) {
      past.remove();
    }
    return past.stream().mapToDouble(Past::figure).reduce(present, Math::min);
  }
}
