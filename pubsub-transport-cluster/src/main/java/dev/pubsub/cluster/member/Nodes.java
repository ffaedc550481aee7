package dev.pubsub.cluster.member;

import dev.pubsub.cluster.wire.Node;
import dev.pubsub.spi.cluster.Members;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes that see each other. Of several by one name the oldest counts; the others are not there
 * until it goes.
 */
public final class Nodes implements Members {

  private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);

  private final Node self;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private volatile List<Node> present;

  /**
   * One node alone.
   *
   * @param self this node
   */
  public Nodes(Node self) {
    this.self = self;
    this.present = List.of(self);
  }

  @Override
  public String self() {
    return self.name();
  }

  @Override
  public List<String> list() {
    return present.stream().map(Node::name).toList();
  }

  @Override
  public AutoCloseable watch(Listener listener) {
    // Wrapped, so that one who watches twice can end each by itself.
    Listener own = new Wrapped(listener);
    listeners.add(own);
    return () -> listeners.remove(own);
  }

  private static final class Wrapped implements Listener {
    private final Listener listener;

    Wrapped(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void up(String node) {
      listener.up(node);
    }

    @Override
    public void down(String node) {
      listener.down(node);
    }
  }

  /**
   * Whether an older node has the name of this one.
   *
   * @param view all nodes, the oldest first
   * @return whether this one must go
   */
  public boolean isTaken(List<Node> view) {
    return !oldest(view).contains(self);
  }

  /**
   * Others are there than before; tells the listeners.
   *
   * @param view all nodes, the oldest first
   * @return those that count
   */
  public synchronized List<Node> settle(List<Node> view) {
    List<Node> before = present;
    List<Node> now = oldest(view);
    present = now.contains(self) ? now : List.of(self);
    for (Node node : without(before, present)) {
      tell(listener -> listener.down(node.name()));
    }
    for (Node node : without(present, before)) {
      tell(listener -> listener.up(node.name()));
    }
    return now;
  }

  /** Whoever fails harms nobody else. */
  private void tell(Consumer<Listener> news) {
    for (Listener listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException e) {
        LOG.warn("One who watches the nodes has failed", e);
      }
    }
  }

  private static List<Node> oldest(List<Node> view) {
    Map<String, Node> byName = new LinkedHashMap<>();
    view.forEach(node -> byName.putIfAbsent(node.name(), node));
    return List.copyOf(byName.values());
  }

  private static List<Node> without(List<Node> some, List<Node> others) {
    List<Node> left = new ArrayList<>(some);
    left.removeAll(others);
    return left;
  }
}
