package dev.pubsub.cluster.jgroups;

import java.util.List;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.protocols.PerDestinationBundler;
import org.jgroups.util.ByteArrayDataOutputStream;

/**
 * Writes a frame on the thread that sends it, which saves the time until another is awake. What the
 * protocols send by themselves goes by a queue and a thread for each address.
 */
final class FrameBundler extends PerDestinationBundler {

  private static final int AROUND_A_MESSAGE = 256;

  /** Addresses beside the members that have a queue: of nodes that look for others, mostly. */
  private static final int MOST_STRANGERS = 50;

  /** Where the frame goes that this thread sends. */
  private static final ThreadLocal<Address> FRAME_TO = new ThreadLocal<>();

  // Guarded by this: a thread for an address that is begun beside the stop would never end.
  private boolean started;

  FrameBundler() {
    useSingleSenderThread(false);
  }

  /** Sends a frame by a channel that has this bundler; blocks while the node takes nothing. */
  void send(JChannel channel, Message frame) throws Exception {
    FRAME_TO.set(frame.getDest());
    try {
      channel.send(frame);
    } finally {
      FRAME_TO.remove();
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
    Address to = FRAME_TO.get();
    if (to != null && to.equals(message.getDest())) {
      write(message);
    } else {
      put(message);
    }
  }

  private synchronized void put(Message message) throws Exception {
    if (started) {
      forgetStrangers();
      super.send(message);
    }
  }

  /** Whoever asks and is not let in has an address for each time. */
  private void forgetStrangers() {
    List<Address> seen = members;
    int known = seen == null ? 0 : seen.size();
    if (dests.size() > known + MOST_STRANGERS) {
      removeLeftMembers(
          dests.keySet().stream()
              .filter(each -> !each.equals(NULL) && (seen == null || !seen.contains(each)))
              .toList());
    }
  }

  private void write(Message message) throws InterruptedException {
    if (message.getSrc() == null) {
      message.setSrc(local_addr);
    }
    ByteArrayDataOutputStream out =
        new ByteArrayDataOutputStream(message.size() + AROUND_A_MESSAGE);
    try {
      sendSingle(message.getDest(), message, out);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      // It is sent again until it is acknowledged.
      log.trace(FMT, transport.getAddress(), message.getDest(), e.getMessage());
    }
  }
}
