package dev.pubsub.cluster.link;

import dev.pubsub.cluster.wire.Frame;
import dev.pubsub.cluster.wire.FrameWriter;
import dev.pubsub.cluster.wire.Frames;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.cluster.wire.Packed;
import dev.pubsub.cluster.wire.Wire;
import dev.pubsub.spi.Scheduler;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where frames go to one node, are counted, and may have to wait until it takes them. Of one thread
 * at a time, but for {@link #answered}, {@link #lost} and the figures.
 */
final class NodeLine {

  private static final Logger LOG = LoggerFactory.getLogger(NodeLine.class);

  /** Where less lies between two frames, whoever else sends is awake anyway. */
  private static final long PAUSE_NANOS = 50_000;

  private final Node node;
  private final Wire wire;
  private final Scheduler time;
  private final boolean compress;
  private final Attention attention;
  private final LongAdder signals = new LongAdder();
  private final LongAdder frames = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private long lastSent;

  /** Nothing was sent yet. */
  NodeLine(Node node, Wire wire, Scheduler time, boolean compress) {
    this.node = node;
    this.wire = wire;
    this.time = time;
    this.compress = compress;
    this.lastSent = time.nanoTime();
    this.attention = new Attention(lastSent);
  }

  /**
   * Whether a little is sent soonest by whoever has it, and without waiting, as far as is known.
   */
  boolean isFree() {
    long now = time.nanoTime();
    return now - lastSent >= PAUSE_NANOS && attention.isGiven(now) && wire.isOpenTo(node);
  }

  /** Sends signals of one bus, so many bytes together, as one frame; false when it does not go. */
  boolean send(String bus, Collection<Parcel> run, int length) {
    FrameWriter frame = Frames.beginSignals(bus, length + run.size() * 3 + bus.length() * 3 + 8);
    for (Parcel parcel : run) {
      Frames.addSignal(frame, parcel.passage(), parcel.signal());
    }
    if (!send(frame.whole())) {
      return false;
    }
    signals.add(run.size());
    frames.increment();
    return true;
  }

  /** Sends a frame; false when it does not go. */
  boolean send(byte[] whole) {
    byte[] frame = compress ? Packed.pack(whole) : whole;
    try {
      wire.send(node, frame);
      bytes.add(frame.length);
      attention.sent(frame.length);
      lastSent = time.nanoTime();
      return true;
    } catch (IOException e) {
      LOG.debug("Nothing can be sent to node '{}'", node, e);
      return false;
    }
  }

  /** Asks whether all that was sent is read, if it is time to; false when that does not go. */
  boolean ask() {
    long now = time.nanoTime();
    return !attention.isToBeAsked(now) || send(Frames.write(new Frame.Ping(attention.ask(now))));
  }

  /** The node has answered a question. */
  void answered(Frame.Pong pong) {
    attention.answered(pong.number());
  }

  /** The node is not seen any more. */
  void lost() {
    attention.lost();
  }

  long signals() {
    return signals.sum();
  }

  long frames() {
    return frames.sum();
  }

  long bytes() {
    return bytes.sum();
  }
}
