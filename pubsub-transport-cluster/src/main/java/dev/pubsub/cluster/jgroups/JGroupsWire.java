package dev.pubsub.cluster.jgroups;

import dev.pubsub.cluster.wire.Node;
import dev.pubsub.cluster.wire.Wire;
import java.io.IOException;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.MergeView;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jspecify.annotations.Nullable;

/** A wire of JGroups. */
public final class JGroupsWire implements Wire {

  private final Node self;
  private final Joining joining;
  private final long chance;
  private final Names names = new Names();
  private volatile @Nullable Line line;

  private record Line(JChannel channel, FrameTransport transport, FrameBundler bundler) {}

  /**
   * Not open yet.
   *
   * @param self this node
   * @param joining with whom, where and how
   * @param chance tells this node apart from others, should all else be the same
   */
  public JGroupsWire(Node self, Joining joining, long chance) {
    this.self = self;
    this.joining = joining;
    this.chance = chance;
  }

  @Override
  public void open(Events events) throws IOException {
    try {
      Stack stack = new Stack(joining);
      JChannel opened = new JChannel(stack.protocols());
      line = new Line(opened, stack.transport(), stack.bundler());
      // It would listen to the network for whoever wants to look inside.
      stack.transport().getDiagnosticsHandler().setEnabled(false);
      opened.setName(self.name());
      opened.setDiscardOwnMessages(true);
      opened.addAddressGenerator(() -> Names.address(self, chance));
      opened.setReceiver(new Ear(names, events));
      opened.connect(joining.cluster());
    } catch (Exception e) {
      close();
      throw new IOException("cannot join the cluster " + joining + ": " + e.getMessage(), e);
    }
  }

  @Override
  public boolean isOpenTo(Node to) {
    Line open = line;
    Address address = names.address(to);
    return open != null && address != null && open.transport.isOpenTo(address);
  }

  @Override
  public void send(Node to, byte[] frame) throws IOException {
    Line open = line;
    Address address = names.address(to);
    if (open == null || address == null) {
      throw new IOException("node '" + to + "' is not there");
    }
    try {
      open.bundler.send(open.channel, new BytesMessage(address, frame));
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    Line open = line;
    line = null;
    if (open != null) {
      open.channel.close();
    }
  }

  /** Where a channel tells what happens. */
  private record Ear(Names names, Events events) implements Receiver {

    @Override
    public void viewAccepted(View view) {
      events.view(names.settle(view.getMembers()), view instanceof MergeView);
    }

    @Override
    public void receive(Message message) {
      // Nothing else is ever sent, and whatever else comes is not to be looked into.
      if (message instanceof BytesMessage bytes && bytes.getArray() != null) {
        events.frame(
            names.node(bytes.getSrc()), bytes.getArray(), bytes.getOffset(), bytes.getLength());
      }
    }
  }
}
