package dev.pubsub.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/** Runs the benchmarks: {@code short} for a look, {@code full} for figures to write down. */
public final class Main {

  private Main() {}

  /** Takes one argument, {@code short} or {@code full}. */
  public static void main(String[] args) {
    boolean full = args.length > 0 && args[0].equals("full");
    System.out.println(
        "Java "
            + Runtime.version()
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " processors\n");
    Map<String, Candidate.Maker> candidates = new LinkedHashMap<>();
    candidates.put("pubsub", OurBus::new);
    candidates.put("SubmissionPublisher", JdkSubmissionPublisher::new);
    new FanOut(candidates, full ? 7 : 3).run();
    new Latency(candidates, full ? 10_000 : 2_000).run();
  }
}
