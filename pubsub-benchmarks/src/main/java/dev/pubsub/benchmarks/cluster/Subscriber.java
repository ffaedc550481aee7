package dev.pubsub.benchmarks.cluster;

import org.HdrHistogram.Histogram;

/** The process that is subscribed, until its input ends. */
final class Subscriber {

  static final String READY = "ready";
  static final String FIGURES = "p50 and p99 in nanoseconds: ";

  /** How many timed messages the change of the pace may take. */
  private static final int WARM_UP = 500;

  private final Node node;
  private final Candidate candidate;
  private final Histogram latencies = new Histogram(3);
  private long counted;
  private long timed;

  private Subscriber(Node node, Candidate candidate) {
    this.node = node;
    this.candidate = candidate;
  }

  /** Takes the candidate and its port. */
  public static void main(String[] args) throws Exception {
    Candidate candidate = Candidate.valueOf(args[0]);
    try (Node node = candidate.node(args[1], Words.BACK, Words.THERE)) {
      Subscriber subscriber = new Subscriber(node, candidate);
      node.join(subscriber::hear);
      System.out.println(READY);
      while (System.in.read() >= 0) {
        // Nothing is said but the end.
      }
      System.out.println(FIGURES + subscriber.figures());
    }
  }

  private synchronized void hear(String word) {
    if (word.equals(Words.HELLO)) {
      node.send(Words.HELLO);
    } else if (word.equals(Words.ANEW)) {
      timed = 0;
      latencies.reset();
    } else if (word.startsWith("0")) {
      time(System.nanoTime() - Long.parseLong(word));
    } else if (++counted % candidate.part() == 0) {
      node.send(Words.ACK);
    }
  }

  private void time(long nanos) {
    if (++timed > WARM_UP) {
      latencies.recordValue(nanos);
    }
  }

  private synchronized String figures() {
    return latencies.getValueAtPercentile(50) + " " + latencies.getValueAtPercentile(99);
  }
}
