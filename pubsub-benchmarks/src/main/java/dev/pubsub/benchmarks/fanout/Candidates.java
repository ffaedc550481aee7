package dev.pubsub.benchmarks.fanout;

import java.util.LinkedHashMap;
import java.util.Map;

/** The systems that are compared; ours is the first. */
final class Candidates {

  private Candidates() {}

  static Map<String, Candidate.Maker> all() {
    Map<String, Candidate.Maker> all = new LinkedHashMap<>();
    all.put("pubsub", OurBus::new);
    all.put("SubmissionPublisher", JdkSubmissionPublisher::new);
    all.put("Vert.x", VertxEventBus::new);
    all.put("MBassador", MBassadorBus::new);
    return all;
  }
}
