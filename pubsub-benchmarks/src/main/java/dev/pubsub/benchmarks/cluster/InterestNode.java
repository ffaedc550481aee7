package dev.pubsub.benchmarks.cluster;

import dev.pubsub.Bus;
import dev.pubsub.Subscriber;
import dev.pubsub.benchmarks.Heap;
import dev.pubsub.cluster.ClusterView;
import dev.pubsub.cluster.link.PeerStats;
import dev.pubsub.core.PubSub;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process that is a node of ours, and answers each line of its input with a figure. */
final class InterestNode {

  static final String ANSWER = "answer: ";

  /** Every bus wants the replies to its questions, and to hear which of them are cancelled. */
  private static final int OWN = 2;

  private static final int FRESH = 101;
  private static final long GLANCE_NANOS = 5_000_000;
  private static final Subscriber NOBODY = delivery -> {};

  private final String name;
  private final Shape shape;
  private final long heapBefore = Heap.used();
  private final long processorBefore = processorMillis();
  private final long start = System.nanoTime();
  private final PubSub pubsub;
  private final Bus bus;

  private InterestNode(String name, String port, Shape shape) {
    this.name = name;
    this.shape = shape;
    this.pubsub = open(name, port);
    this.bus = pubsub.bus();
  }

  /** Takes its name, the first port, and the shape of what is subscribed to. */
  public static void main(String[] args) throws Exception {
    // What is loaded once is not what a node costs.
    open(args[0], Ports.free()).close();
    InterestNode node = new InterestNode(args[0], args[1], Shape.valueOf(args[2]));
    System.out.println(ANSWER + node.millis());
    try (BufferedReader asked =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = asked.readLine(); line != null; line = asked.readLine()) {
        String[] words = line.split(" ");
        System.out.println(ANSWER + node.answer(words[0], List.of(words).subList(1, words.length)));
      }
    } finally {
      node.pubsub.close();
    }
  }

  private static PubSub open(String name, String port) {
    return PubSub.builder()
        .set("pubsub.node", name)
        .set("pubsub.plugin.cluster.enabled", "true")
        .set("pubsub.plugin.cluster.port", port)
        .open();
  }

  private long answer(String question, List<String> words) {
    return switch (question) {
      case "subscribe" -> subscribe(Integer.parseInt(words.get(0)));
      case "know" -> know(Integer.parseInt(words.get(0)), words.subList(1, words.size()));
      case "processor" -> processorMillis() - processorBefore;
      case "heap" -> Heap.used() - heapBefore;
      case "sent" -> peers().stream().mapToLong(PeerStats::sentBytes).sum();
      case "ready" -> ready();
      default -> throw new IllegalArgumentException("nobody knows what '" + question + "' is");
    };
  }

  private List<PeerStats> peers() {
    return bus.extension(ClusterView.class).orElseThrow().stats().peers();
  }

  private static long processorMillis() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
  }

  /** Milliseconds since it began. */
  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  /** To this many, in how many milliseconds. */
  private long subscribe(int count) {
    long first = millis();
    for (int i = 0; i < count; i++) {
      bus.subscribe(shape.pattern(name, i), NOBODY);
    }
    return millis() - first;
  }

  /** Waits until it knows as many of each of these nodes, and returns when that was. */
  private long know(int count, List<String> nodes) {
    while (!nodes.stream().allMatch(node -> knows(node, count))) {
      LockSupport.parkNanos(GLANCE_NANOS);
    }
    long known = millis();
    for (String node : nodes) {
      for (int number : List.of(0, count / 2, count - 1)) {
        String topic = shape.topic(shape.pattern(node, number));
        if (bus.subscribers(topic).getOrDefault(node, 0) != 1) {
          throw new IllegalStateException("'" + name + "' knows of nobody at " + topic);
        }
      }
    }
    return known;
  }

  private boolean knows(String node, int count) {
    return peers().stream()
        .anyMatch(peer -> peer.node().equals(node) && peer.patterns() >= count + OWN);
  }

  /** Microseconds until one more subscription is known everywhere, the median of many. */
  private long ready() {
    long[] nanos = new long[FRESH];
    for (int i = 0; i < FRESH; i++) {
      long asked = System.nanoTime();
      bus.subscribe("fresh:" + name + ":" + i, NOBODY).ready().toCompletableFuture().join();
      nanos[i] = System.nanoTime() - asked;
    }
    Arrays.sort(nanos);
    return TimeUnit.NANOSECONDS.toMicros(nanos[FRESH / 2]);
  }
}
