package dev.pubsub.benchmarks;

import dev.pubsub.benchmarks.agents.AgentRates;
import dev.pubsub.benchmarks.agents.IdleAgents;
import dev.pubsub.benchmarks.cluster.Interest;
import dev.pubsub.benchmarks.cluster.NodeToNode;
import dev.pubsub.benchmarks.fanout.Batches;
import dev.pubsub.benchmarks.fanout.FanOut;
import dev.pubsub.benchmarks.fanout.Latency;
import dev.pubsub.benchmarks.fanout.Pace;
import dev.pubsub.benchmarks.fanout.Publishing;
import dev.pubsub.benchmarks.fanout.Watching;
import dev.pubsub.benchmarks.filters.Filtering;
import dev.pubsub.benchmarks.guards.Guarding;
import dev.pubsub.benchmarks.limits.Limiting;
import dev.pubsub.benchmarks.matching.Matching;
import dev.pubsub.benchmarks.memory.IdleSubscriptions;
import dev.pubsub.benchmarks.opening.Opening;
import dev.pubsub.benchmarks.overload.Overload;
import dev.pubsub.benchmarks.request.RoundTrips;
import dev.pubsub.benchmarks.sockets.SocketFanOut;

/** Runs one benchmark: {@code short} for a look, {@code full} for figures to write down. */
public final class Main {

  private Main() {}

  /** Takes {@code short} or {@code full}, and the name of the benchmark. */
  public static void main(String[] args) throws Exception {
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "%n%s, %s, Java %s, %d processors, heap up to %d MB%n%n",
        args[1],
        args[0],
        Runtime.version(),
        runtime.availableProcessors(),
        runtime.maxMemory() >> 20);
    benchmark(args[1]).run(args[0].equals("full"));
  }

  private static Benchmark benchmark(String name) {
    return switch (name) {
      case "fanout" -> FanOut::run;
      case "batches" -> Batches::run;
      case "latency" -> Latency::run;
      case "publish" -> Publishing::run;
      case "pace" -> Pace::run;
      case "watching" -> Watching::run;
      case "matching" -> Matching::run;
      case "filters" -> Filtering::run;
      case "limits" -> Limiting::run;
      case "guards" -> Guarding::run;
      case "subscriptions" -> IdleSubscriptions::run;
      case "requests" -> RoundTrips::run;
      case "agents" -> AgentRates::run;
      case "idle-agents" -> IdleAgents::run;
      case "opening" -> Opening::run;
      case "overload" -> Overload::run;
      case "cluster" -> NodeToNode::run;
      case "interest" -> Interest::run;
      case "sockets" -> SocketFanOut::run;
      default -> throw new IllegalArgumentException("there is no benchmark " + name);
    };
  }
}
