package dev.pubsub.cluster.link;

import dev.pubsub.cluster.wire.Frame;
import dev.pubsub.cluster.wire.Frames;
import dev.pubsub.cluster.wire.MalformedFrame;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.cluster.wire.PreviousCodec;
import dev.pubsub.cluster.wire.Wire;
import dev.pubsub.testkit.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Wires between nodes on time moved by hand. Frames take their time, and each link keeps its order;
 * a fault may lose, double or overtake them. Nodes may be cut apart, and see each other again. Some
 * may have the codec of the previous version, which then reads and writes all that they get and
 * send.
 */
final class SimulatedNetwork {

  private final ManualTime time;
  private final RandomGenerator random;
  private final Map<Node, Simulated> wires = new LinkedHashMap<>();
  private final Set<Node> lagging = new HashSet<>();
  private final Map<Node, Integer> sides = new HashMap<>();
  private final Map<List<Node>, Long> lastArrival = new HashMap<>();
  private final Map<List<Node>, Integer> carried = new HashMap<>();
  private int faultsInHundred;

  SimulatedNetwork(ManualTime time, RandomGenerator random) {
    this.time = time;
    this.random = random;
  }

  /** From now on, of a hundred frames so many are lost, doubled or overtaken. */
  void fail(int inHundred) {
    faultsInHundred = inHundred;
  }

  /** A node that is not there yet will have the codec of the previous version. */
  void lagBehind(Node node) {
    lagging.add(node);
  }

  /** A frame as it comes out where codecs of the previous version are. */
  private byte[] translated(Node from, Node to, byte[] frame) throws IOException {
    byte[] said = lagging.contains(from) ? again(lowered(frame)) : frame;
    return lagging.contains(to) ? again(said) : said;
  }

  /** Such a node says no more than that it speaks the first version. */
  private static byte[] lowered(byte[] frame) throws IOException {
    return read(frame) instanceof Frame.Hello hello
        ? Frames.write(new Frame.Hello(hello.node(), 1, 1))
        : frame;
  }

  private static Frame read(byte[] frame) throws IOException {
    try {
      return Frames.read(frame, 0, frame.length);
    } catch (MalformedFrame e) {
      throw new IOException(e);
    }
  }

  private static byte[] again(byte[] frame) {
    try {
      return PreviousCodec.again(frame);
    } catch (MalformedFrame e) {
      throw new AssertionError("a node of the previous version was sent what it cannot read", e);
    }
  }

  /** How many frames went from one to the other. */
  int carried(Node from, Node to) {
    return carried.getOrDefault(List.of(from, to), 0);
  }

  Wire wire(Node node) {
    return new Simulated(node);
  }

  /** Each of these sees none of those who are not named, from some moment soon. */
  void cut(Set<Node> side) {
    int number = sides.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    side.forEach(node -> sides.put(node, number));
    tellViews(false);
  }

  /** All see each other again, from some moment soon. */
  void heal() {
    wires.keySet().forEach(node -> sides.put(node, 0));
    tellViews(true);
  }

  /** The others let one go, which does not notice. */
  void freeze(Node node) {
    List<Node> left = wires.keySet().stream().filter(each -> !each.equals(node)).toList();
    left.forEach(each -> wires.get(each).tell(left, false));
  }

  private void tellViews(boolean merged) {
    wires.values().forEach(wire -> wire.tell(seenBy(wire.node), merged));
  }

  private List<Node> seenBy(Node node) {
    return wires.keySet().stream().filter(each -> areTogether(each, node)).toList();
  }

  private boolean areTogether(Node one, Node other) {
    return sides.getOrDefault(one, 0).equals(sides.getOrDefault(other, 0));
  }

  private Duration soon() {
    return Duration.ofMillis(random.nextInt(1, 20));
  }

  private final class Simulated implements Wire {

    private final Node node;
    private Events events = new Deaf();
    private long lastView;

    Simulated(Node node) {
      this.node = node;
    }

    @Override
    public void open(Events toBeTold) {
      events = toBeTold;
      wires.put(node, this);
      events.view(seenBy(node), false);
      tellViews(false);
    }

    void tell(List<Node> view, boolean merged) {
      lastView = Math.max(lastView, time.nanoTime() + soon().toNanos());
      Duration delay = Duration.ofNanos(lastView - time.nanoTime());
      time.schedule(delay, () -> events.view(view, merged));
    }

    @Override
    public boolean isOpenTo(Node to) {
      return wires.containsKey(to) && areTogether(node, to);
    }

    @Override
    public void send(Node to, byte[] frame) throws IOException {
      if (!wires.containsKey(to) || !areTogether(node, to)) {
        throw new IOException("there is no way to " + to);
      }
      int fault = random.nextInt(300);
      carried.merge(List.of(node, to), 1, Integer::sum);
      byte[] heard = translated(node, to, frame);
      if (fault >= faultsInHundred) {
        arriveInOrder(to, heard);
      }
      if (fault >= 100 && fault < 100 + faultsInHundred) {
        arriveInOrder(to, heard);
      } else if (fault >= 200 && fault < 200 + faultsInHundred) {
        arrive(to, heard, soon().multipliedBy(5));
      }
    }

    private void arriveInOrder(Node to, byte[] frame) {
      long at =
          Math.max(
              lastArrival.getOrDefault(List.of(node, to), 0L), time.nanoTime() + soon().toNanos());
      lastArrival.put(List.of(node, to), at);
      arrive(to, frame, Duration.ofNanos(at - time.nanoTime()));
    }

    private void arrive(Node to, byte[] frame, Duration delay) {
      time.schedule(
          delay,
          () -> {
            Simulated other = wires.get(to);
            if (other != null && areTogether(node, to)) {
              other.events.frame(node, frame, 0, frame.length);
            }
          });
    }

    @Override
    public void close() {
      wires.remove(node);
      events = new Deaf();
      tellViews(false);
    }
  }

  private static final class Deaf implements Wire.Events {
    @Override
    public void view(List<Node> nodes, boolean merged) {}

    @Override
    public void frame(Node from, byte[] bytes, int offset, int length) {}
  }

  /** All that are on it. */
  Set<Node> nodes() {
    return new HashSet<>(wires.keySet());
  }

  /** Any of them. */
  Node any() {
    List<Node> all = new ArrayList<>(wires.keySet());
    return all.get(random.nextInt(all.size()));
  }
}
