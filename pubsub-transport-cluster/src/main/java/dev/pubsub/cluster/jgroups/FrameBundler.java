package dev.pubsub.cluster.jgroups;

import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.protocols.PerDestinationBundler;
import org.jgroups.util.ByteArrayDataOutputStream;

/**
 * Writes a frame on the thread that sends it, which saves the time until another is awake. What the
 * protocols send by themselves goes by a queue and a thread for each node: one that reads nothing
 * keeps nobody from the others.
 */
final class FrameBundler extends PerDestinationBundler {

  private static final int AROUND_A_MESSAGE = 256;

  private final ThreadLocal<Boolean> sendsFrame = ThreadLocal.withInitial(() -> false);
  // Guarded by this: a thread for a node that is begun beside the stop would never end.
  private boolean started;

  FrameBundler() {
    useSingleSenderThread(false);
  }

  /** Sends a frame by a channel that has this bundler; blocks while the node takes nothing. */
  void send(JChannel channel, Message frame) throws Exception {
    sendsFrame.set(true);
    try {
      channel.send(frame);
    } finally {
      sendsFrame.set(false);
    }
  }

  @Override
  public synchronized void start() {
    super.start();
    started = true;
  }

  @Override
  public synchronized void stop() {
    started = false;
    super.stop();
  }

  @Override
  public void send(Message message) throws Exception {
    if (sendsFrame.get()) {
      write(message);
    } else {
      put(message);
    }
  }

  private synchronized void put(Message message) throws Exception {
    if (started) {
      super.send(message);
    }
  }

  private void write(Message message) {
    if (message.getSrc() == null) {
      message.setSrc(local_addr);
    }
    ByteArrayDataOutputStream out =
        new ByteArrayDataOutputStream(message.size() + AROUND_A_MESSAGE);
    try {
      sendSingle(message.getDest(), message, out);
    } catch (Exception e) {
      // It is sent again until it is acknowledged.
      log.trace(FMT, transport.getAddress(), message.getDest(), e.getMessage());
    }
  }
}
