package dev.pubsub.verification.cluster;

import dev.pubsub.cluster.wire.Node;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/** Time that moves from one thing to the next, and a network that can be cut in each direction. */
final class SimulatedWorld {

  static final long MILLI = 1_000_000;

  private record Due(long at, long number, Runnable task) {}

  /** Where frames come out. */
  interface Arrival {
    void frame(Node from, Node to, byte[] frame);
  }

  private final Random random;
  private final Arrival arrival;
  private final Runnable afterEach;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparing(Due::number));
  private final Set<String> cuts = new HashSet<>();
  private long now;
  private long number;

  SimulatedWorld(Random random, Arrival arrival, Runnable afterEach) {
    this.random = random;
    this.arrival = arrival;
    this.afterEach = afterEach;
  }

  long now() {
    return now;
  }

  /** So many nanoseconds from now. */
  void in(long delay, Runnable task) {
    due.add(new Due(now + delay, number++, task));
  }

  void run(long nanos) {
    long end = now + nanos;
    while (!due.isEmpty() && due.peek().at() <= end) {
      Due next = due.poll();
      now = next.at();
      next.task().run();
      afterEach.run();
    }
    now = end;
    afterEach.run();
  }

  void carry(Node from, Node to, byte[] frame) {
    // Now and then something takes very long.
    long delay = random.nextInt(100) == 0 ? random.nextInt(2000) : 1 + random.nextInt(3);
    in(
        delay * MILLI,
        () -> {
          if (!cuts.contains(from + ">" + to)) {
            arrival.frame(from, to, frame);
          }
        });
  }

  void cut(String from, String to) {
    cuts.add(from + ">" + to);
  }

  void mend() {
    cuts.clear();
  }
}
