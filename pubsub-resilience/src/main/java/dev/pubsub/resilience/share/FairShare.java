package dev.pubsub.resilience.share;

import java.util.Arrays;
import java.util.List;

/**
 * Divides a rate among those who want some of it: max-min fairness, by filling up. Who wants less
 * than an even part gets what it wants, and what is left is divided among the others in the same
 * way; where there is more than all want, each gets an even part of the rest on top.
 *
 * <p>A part never shrinks when its owner wants more, and never grows when somebody else does. All
 * parts together are the rate.
 */
final class FairShare {

  /** What all are counted as wanting at least, together, so that each can begin. */
  private static final double FOR_BEGINNERS = 1 / 20.0;

  private FairShare() {}

  /**
   * The part of one of them.
   *
   * @param rate what is divided
   * @param own what the one wants
   * @param others what each of the others wants
   * @return at least a small part of the rate, at most all of it
   */
  static double of(double rate, double own, List<Double> others) {
    int nodes = others.size() + 1;
    double least = rate * FOR_BEGINNERS / nodes;
    double mine = Math.max(own, least);
    double[] wanted = new double[nodes];
    wanted[0] = mine;
    for (int i = 1; i < nodes; i++) {
      wanted[i] = Math.max(others.get(i - 1), least);
    }
    Arrays.sort(wanted);
    double left = rate;
    for (int i = 0; i < nodes; i++) {
      double even = left / (nodes - i);
      if (wanted[i] >= even) {
        return Math.min(mine, even);
      }
      left -= wanted[i];
    }
    return mine + left / nodes;
  }
}
