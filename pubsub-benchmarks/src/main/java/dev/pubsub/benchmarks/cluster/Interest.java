package dev.pubsub.benchmarks.cluster;

import dev.pubsub.benchmarks.Rounds;
import dev.pubsub.benchmarks.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What it takes to know what others subscribe to: five processes with a share of the subscriptions
 * each, all different, and a sixth that has none and joins them when they know all of it.
 */
public final class Interest {

  private static final int NODES = 5;

  /** The figures of a round, in the order of the columns. */
  private static final List<String> COLUMNS =
      List.of(
          "heap, own, B each",
          "heap, of others, B each",
          "sent to one node, B each",
          "until five know all, s",
          "the sixth: open, s",
          "the sixth: knows all, s",
          "its processor time, s",
          "sent to it, MB",
          "its heap, MB",
          "one more is known, ms");

  private final Shape shape;
  private final int each;
  private final String port;
  private final List<String> names = new ArrayList<>();
  private final List<Child> nodes = new ArrayList<>();

  private Interest(Shape shape, int each) throws IOException {
    this.shape = shape;
    this.each = each;
    this.port = Ports.free();
  }

  /** A million subscriptions three times, or a tenth once. */
  public static void run(boolean full) throws IOException {
    int each = full ? 200_000 : 20_000;
    int rounds = full ? 3 : 1;
    List<String> columns = new ArrayList<>(List.of("each node subscribes to"));
    columns.addAll(COLUMNS);
    Table table = new Table("What others subscribe to, median [min-max] of the rounds", columns);
    for (Shape shape : Shape.values()) {
      double[][] figures = new double[COLUMNS.size()][rounds];
      for (int round = 0; round < rounds; round++) {
        List<Double> seen = new Interest(shape, each).round();
        for (int i = 0; i < figures.length; i++) {
          figures[i][round] = seen.get(i);
        }
      }
      List<String> cells =
          new ArrayList<>(List.of(each + " " + shape.name().toLowerCase(Locale.ROOT)));
      for (double[] figure : figures) {
        cells.add(Rounds.of(figure).text("%.3g"));
      }
      table.row(cells);
    }
    table.end();
  }

  private List<Double> round() throws IOException {
    try {
      return measure();
    } finally {
      nodes.forEach(Child::close);
    }
  }

  private List<Double> measure() throws IOException {
    for (int i = 0; i < NODES; i++) {
      start();
    }
    Child first = nodes.get(0);
    long idle = ask(first, "heap");
    ask(first, "subscribe " + each);
    for (Child other : nodes.subList(1, NODES)) {
      ask(other, "know " + each + " " + names.get(0));
    }
    double own = ask(first, "heap") - idle;
    double told = ask(first, "sent");
    long begun = System.nanoTime();
    askAll(nodes.subList(1, NODES), "subscribe " + each);
    for (int i = 0; i < NODES; i++) {
      List<String> others = new ArrayList<>(names);
      others.remove(i);
      ask(nodes.get(i), "know " + each + " " + String.join(" ", others));
    }
    double known = (System.nanoTime() - begun) / 1e9;
    double remote = ask(first, "heap") - idle - own;
    long before = askAll(nodes, "sent");
    long opened = start();
    Child sixth = nodes.get(NODES);
    long knows = ask(sixth, "know " + each + " " + String.join(" ", names.subList(0, NODES)));
    long processor = ask(sixth, "processor");
    double sent = askAll(nodes.subList(0, NODES), "sent") - before;
    return List.of(
        own / each,
        remote / each / (NODES - 1),
        told / each / (NODES - 1),
        known,
        opened / 1e3,
        knows / 1e3,
        processor / 1e3,
        sent / (1 << 20),
        (double) ask(sixth, "heap") / (1 << 20),
        ask(first, "ready") / 1e3);
  }

  /** One more node, and how many milliseconds it took to join. */
  private long start() throws IOException {
    String name = "n" + nodes.size();
    Child node =
        Child.jvm(List.of("-Xms1g", "-Xmx1g"), InterestNode.class, name, port, shape.name());
    names.add(name);
    nodes.add(node);
    return answer(node);
  }

  private static long ask(Child node, String question) throws IOException {
    node.say(question);
    return answer(node);
  }

  /** Asks all at once, and adds what they answer. */
  private static long askAll(List<Child> nodes, String question) throws IOException {
    for (Child node : nodes) {
      node.say(question);
    }
    long sum = 0;
    for (Child node : nodes) {
      sum += answer(node);
    }
    return sum;
  }

  private static long answer(Child node) throws IOException {
    return Long.parseLong(node.line(InterestNode.ANSWER));
  }
}
