package dev.pubsub.cluster.wire;

import java.io.IOException;
import java.util.List;

/** Carries frames between nodes, and knows which of them are there. Any thread may use it. */
public interface Wire extends AutoCloseable {

  /**
   * Finds the others and joins them. Returns when the first view has been told; blocks until then.
   *
   * @param events is told what happens
   * @throws IOException when nobody can be listened to, or the others do not let this node in
   */
  void open(Events events) throws IOException;

  /**
   * Whether there is a connection to a node, so that sending does not begin with making one. Does
   * not block.
   *
   * @param to the node
   * @return whether there was one a moment ago
   */
  boolean isOpenTo(Node to);

  /**
   * Sends one frame. What is sent to a node by one thread, or by several that take turns, arrives
   * there in that order, or not at all once the node is gone. Blocks while the node takes no more.
   *
   * @param to where it goes
   * @param frame the whole of it, not to be changed any more
   * @throws IOException when it cannot be sent, or the wire is closed
   */
  void send(Node to, byte[] frame) throws IOException;

  /** Leaves the others. Blocks for a moment; closing twice does nothing. */
  @Override
  void close();

  /** Told what happens on a wire. */
  interface Events {

    /**
     * The nodes that see each other are these from now on. Views come one after the other; frames
     * may come beside them.
     *
     * @param nodes the oldest first, this one among them
     * @param merged whether groups that did not see each other have met
     */
    void view(List<Node> nodes, boolean merged);

    /**
     * A frame has come in. Those of one node come one after the other, those of several beside each
     * other. Must not block.
     *
     * @param from who sent it, perhaps not in the view any more, or not yet
     * @param bytes hold the frame; not to be kept
     * @param offset where it begins
     * @param length how long it is
     */
    void frame(Node from, byte[] bytes, int offset, int length);
  }
}
